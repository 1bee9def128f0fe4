package dev.hornbook.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * A set of questions put to a book, engine by engine.
 *
 * @param outcomes of each engine, in the set's order
 */
public record Report(String set, int passages, Map<Engine, List<Outcome>> outcomes) {
    /** What one engine reached; {@code apart}: with the questions that share no content word with their sections' openings. */
    public record Line(Engine engine, Figures all, Figures apart, Refusing refusing) {}

    /**
     * Puts every question to every engine, on this thread.
     *
     * @param done told how many questions are done
     * @throws IllegalArgumentException when a label names what the book does not have
     */
    public static Report of(MeasuredBook book, QuestionSet set, IntConsumer done) {
        book.wording().require(set);
        Map<Engine, List<Outcome>> outcomes = new EnumMap<>(Engine.class);
        int count = 0;
        for (Engine engine : Engine.values()) {
            var answers = new ArrayList<Outcome>();
            for (LabelledQuestion question : set.questions()) {
                answers.add(book.ask(question, engine));
                done.accept(++count);
            }
            outcomes.put(engine, List.copyOf(answers));
        }
        return new Report(set.name(), book.passages(), outcomes);
    }

    /** The figures of one engine. */
    public Line line(Engine engine) {
        List<Outcome> all = outcomes.get(engine);
        return new Line(engine, Figures.of(all), Figures.of(all.stream().filter(Outcome::apart).toList()), Refusing.of(all));
    }

    /** Every figure by a name of its own, such as {@code hybrid recall@5} and {@code hybrid recall@5 without shared words}. */
    public Map<String, Measure> measures() {
        Map<String, Measure> measures = new LinkedHashMap<>();
        for (Engine engine : Engine.values()) {
            Line line = line(engine);
            put(measures, engine.title(), "", line.all());
            put(measures, engine.title(), " without shared words", line.apart());
            measures.put(engine.title() + " refusing precision", line.refusing().precision());
            measures.put(engine.title() + " refusing recall", line.refusing().recall());
            measures.put(engine.title() + " refusing F1", line.refusing().f1());
        }
        return measures;
    }

    private static void put(Map<String, Measure> measures, String engine, String which, Figures figures) {
        measures.put(engine + " nDCG@10" + which, figures.ndcg10());
        measures.put(engine + " MRR@10" + which, figures.mrr10());
        measures.put(engine + " recall@5" + which, figures.recall5());
        measures.put(engine + " recall@20" + which, figures.recall20());
    }
}
