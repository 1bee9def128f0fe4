package dev.hornbook.evaluation;

import dev.hornbook.retrieval.Evidence;
import java.util.List;
import java.util.Set;

/**
 * What came of one question.
 *
 * @param apart whether it shares no content word with the opening of a section that answers it
 * @param ranking the sections found, best first, each once; a chapter where that is what is labelled
 * @param evidence what the answer would be given or refused by
 */
record Outcome(LabelledQuestion question, boolean apart, List<String> ranking, Evidence evidence) {
    Outcome {
        ranking = List.copyOf(ranking);
    }

    Set<String> right() {
        return Set.copyOf(question.sections());
    }

    boolean isRefused() {
        return !evidence.answers();
    }
}
