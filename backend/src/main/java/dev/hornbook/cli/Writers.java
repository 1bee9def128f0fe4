package dev.hornbook.cli;

import dev.hornbook.answer.AnswerWriter;
import dev.hornbook.answer.ModelAnswer;
import dev.hornbook.answer.ModelSettings;
import dev.hornbook.answer.QuotedAnswer;
import dev.hornbook.answer.WhoWrites;
import dev.hornbook.budget.Limits;
import dev.hornbook.budget.QuestionBudget;
import dev.hornbook.config.Secret;
import dev.hornbook.config.Settings;
import dev.hornbook.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;

/** Who writes the answers: the configured model, or the book itself. */
final class Writers {
    private Writers() {}

    /** Without a limit: whoever has the terminal has the key. */
    static AnswerWriter of(Settings settings, Books books) {
        return settings.model().<AnswerWriter>map(model -> model(model, books)).orElseGet(() -> new QuotedAnswer(books.retriever()));
    }

    /** What readers may ask a model; empty where there is none, and nothing to limit. */
    static Optional<QuestionBudget> budget(Settings settings, Database database, InstantSource clock) {
        var questions = settings.questions();
        return settings.model().map(_ -> new QuestionBudget(database,
                new Limits(questions.perUser(), questions.perGuest(), questions.perDay()), clock));
    }

    /** For readers. */
    static WhoWrites forReaders(Settings settings, Books books, Optional<QuestionBudget> budget, MeterRegistry meters) {
        var book = new QuotedAnswer(books.retriever());
        return budget.map(limited -> WhoWrites.within(limited, model(settings.model().orElseThrow(), books), book, meters))
                .orElseGet(() -> WhoWrites.always(book, meters));
    }

    /** Who answers readers, and within which limits, in a sentence. */
    static String words(Settings settings) {
        var questions = settings.questions();
        return settings.model().map(
                model -> "%s at %s answers %,d questions a day for each reader, %,d for each guest, %,d for all together, in at most %,d tokens each"
                        .formatted(model.name(), model.base().getHost(), questions.perUser(), questions.perGuest(), questions.perDay(),
                                model.answerTokens()))
                .orElse("no model is configured: answers quote the book, and nothing limits them");
    }

    private static ModelAnswer model(Settings.ModelAddress model, Books books) {
        return new ModelAnswer(ModelSettings.of(model.base(), model.key().map(Secret::value), model.name())
                .answerTokens(model.answerTokens()), books.retriever());
    }
}
