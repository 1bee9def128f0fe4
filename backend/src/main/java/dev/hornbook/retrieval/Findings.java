package dev.hornbook.retrieval;

import java.util.List;
import java.util.Map;

/**
 * What was found for a question.
 *
 * @param passages best first; may be empty
 * @param weights the question's terms, and what each weighs: its rarity, less for those of the question before
 */
public record Findings(Question question, List<Found> passages, Evidence evidence, Map<String, Double> weights) {
    public Findings {
        passages = List.copyOf(passages);
        weights = Map.copyOf(weights);
    }
}
