package dev.hornbook.answer;

import dev.hornbook.retrieval.Evidence;
import dev.hornbook.retrieval.Findings;
import dev.hornbook.retrieval.Found;
import dev.hornbook.textbook.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** "The book does not say", and where it comes nearest: what a reader is told rather than a guess. */
final class NothingSaid {
    private static final int NEAREST = 3;
    /** What is further away than this is no help; unrelated text lies at 0.4 to 0.55 in this model's measure. */
    private static final double RELATED = 0.58;
    private static final double RELATED_WORDS = 0.2;

    private NothingSaid() {}

    static void write(Findings findings, Draft draft) {
        List<Place> nearest = nearest(findings);
        if (nearest.isEmpty()) {
            draft.write("The book does not say. Nothing in it comes near this question.");
            return;
        }
        draft.write("The book does not say. The nearest it comes to it:\n");
        for (Place place : nearest) {
            int number = draft.cite(place, firstWords(place));
            draft.write("\n- " + QuotedMarkdown.escaped(place.section().heading()) + " [" + number + "]");
        }
    }

    private static List<Place> nearest(Findings findings) {
        Evidence evidence = findings.evidence();
        boolean related = evidence.similarity().isPresent()
                ? evidence.similarity().getAsDouble() >= RELATED
                : evidence.coverage() >= RELATED_WORDS;
        Map<UUID, Place> sections = new LinkedHashMap<>();
        if (related) {
            findings.passages().stream().map(Found::place).forEach(place -> sections.putIfAbsent(place.section().id(), place));
        }
        return sections.values().stream().limit(NEAREST).toList();
    }

    private static String firstWords(Place place) {
        List<Quotable> sentences = Quotables.of(place);
        return sentences.isEmpty() ? place.passage().text() : sentences.getFirst().words();
    }
}
