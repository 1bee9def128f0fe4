package dev.hornbook.retrieval;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found for a question.
 *
 * @param passages best first; may be empty
 * @param meaning the question's vector; empty without a model
 * @param weights the question's terms, and what each weighs: its rarity, less for those of the question before
 */
public record Findings(Question question, List<Found> passages, Evidence evidence, Optional<float[]> meaning,
        Map<String, Double> weights) {
    public Findings {
        passages = List.copyOf(passages);
        weights = Map.copyOf(weights);
    }
}
