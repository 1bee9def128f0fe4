package dev.hornbook.answer;

import dev.hornbook.budget.Asker;
import dev.hornbook.budget.QuestionBudget;
import dev.hornbook.budget.Taken;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.retrieval.Findings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who writes an answer: a model while its asker has questions to it left, and else the book, which costs nothing, so nobody is
 * refused. A question is counted when it is about to be put to the model: one that the book does not answer never gets there. It is
 * given back where the model fails before its first word, unless it was at work, which is paid for.
 */
public final class WhoWrites {
    private static final Logger LOG = LoggerFactory.getLogger(WhoWrites.class);

    private record Model(AnswerWriter writer, QuestionBudget budget) {}

    private final AnswerWriter fallback;
    private final Optional<Model> model;
    private final MeterRegistry meters;

    private WhoWrites(AnswerWriter fallback, Optional<Model> model, MeterRegistry meters) {
        this.fallback = fallback;
        this.model = model;
        this.meters = meters;
    }

    /** One writer for all questions, without a limit. */
    public static WhoWrites always(AnswerWriter writer, MeterRegistry meters) {
        return new WhoWrites(writer, Optional.empty(), meters);
    }

    /** The model as long as the budget allows, and the book after that. */
    public static WhoWrites within(QuestionBudget budget, AnswerWriter model, AnswerWriter book, MeterRegistry meters) {
        Gauge.builder("hornbook.answers.limit", budget, each -> each.limits().together())
                .description("Answers a day that the model writes for all together").register(meters);
        return new WhoWrites(book, Optional.of(new Model(model, budget)), meters);
    }

    void write(Asker asker, Findings findings, Draft draft) throws AnswerFailedException {
        String writer = "book";
        try {
            Optional<String> noModel = model.isPresent() && findings.evidence().answers()
                    ? byModel(model.get(), asker, findings, draft)
                    : Optional.of("");
            if (noModel.isPresent()) {
                writer = noModel.get().isEmpty() ? "book" : "book-over-budget";
                draft.write(noModel.get());
                fallback.write(findings, draft);
            }
        } finally {
            count(draft.isByModel() ? "model" : writer);
        }
    }

    /** What to tell the reader where the model does not write; empty where it did. */
    private static Optional<String> byModel(Model model, Asker asker, Findings findings, Draft draft) throws AnswerFailedException {
        Taken taken;
        try {
            taken = model.budget().take(asker);
        } catch (DatabaseException e) {
            // What cannot be counted could be any number.
            LOG.warn("A question could not be counted, so the book answers it: {}", e.getMessage());
            return Optional.of(aside("Questions to the language model cannot be counted just now, so the book answers in its own words."));
        }
        return switch (taken) {
            case Taken.UsedUp usedUp -> Optional.of(sentence(usedUp).map(WhoWrites::aside).orElse(""));
            case Taken.Granted granted -> {
                putToModel(model, asker, granted, findings, draft);
                yield Optional.empty();
            }
        };
    }

    private static void putToModel(Model model, Asker asker, Taken.Granted granted, Findings findings, Draft draft)
            throws AnswerFailedException {
        try {
            model.writer().write(findings, draft);
        } catch (AnswerFailedException e) {
            if (draft.text().isEmpty() && !ModelFaults.AT_WORK.contains(e.code())) {
                giveBack(model.budget(), asker, granted);
            }
            throw e;
        }
    }

    private static void giveBack(QuestionBudget budget, Asker asker, Taken.Granted granted) {
        try {
            budget.giveBack(asker, granted);
        } catch (DatabaseException e) {
            LOG.warn("A question that the model did not answer stays counted: {}", e.getMessage());
        }
    }

    /** Empty where nothing is missed: the operator lets nobody with an account ask the model. */
    private static Optional<String> sentence(Taken.UsedUp usedUp) {
        return switch (usedUp.whose()) {
            case YOURS -> Optional.of("Your questions to the language model are used up until midnight UTC. "
                    + "Until then the book answers in its own words.").filter(_ -> usedUp.limit() > 0);
            case GUESTS -> Optional.of(usedUp.limit() > 0
                    ? "Guests' questions to the language model are used up until midnight UTC, so the book answers in its own words. "
                            + "Sign up to ask the model on."
                    : "Guests are answered in the book's own words. Sign up, and a language model answers.");
            case EVERYBODYS -> Optional.of("Everybody's questions to the language model are used up until midnight UTC. "
                    + "Until then the book answers in its own words.");
        };
    }

    private static String aside(String sentence) {
        return "*" + sentence + "*\n\n";
    }

    private void count(String writer) {
        Counter.builder("hornbook.answers").description("Answers, by who wrote them").tag("writer", writer).register(meters)
                .increment();
    }
}
