package dev.hornbook.retrieval;

import java.util.OptionalDouble;

/**
 * How strongly the passages found speak to the question.
 *
 * <pre>strength = coverage + similarity / 2,  and the book answers when strength ≥ {@value #ENOUGH}</pre>
 *
 * Words that the books do not hold at all weigh most, because they are what an unanswerable question is about. Nearness in meaning
 * counts for less: a question about another matter of the same subject is near too ("What does a humanoid robot cost to buy?"). It
 * tells most where a question is worded otherwise than the book. Without vectors coverage alone decides, at {@value #ENOUGH_WORDS}.
 * Share and thresholds are those with the highest F1 on the tuning halves of two books' labelled questions together
 * (docs/retrieval.md); a threshold lower or higher by 0.02 costs 0.03 to 0.08 of F1.
 *
 * @param coverage the share of the question's words, weighed by rarity, that the best of the first passages holds; 0 to 1
 * @param similarity the highest cosine between the question and a passage; empty without vectors
 */
public record Evidence(double coverage, OptionalDouble similarity) {
    public static final double ENOUGH = 0.715;
    public static final double ENOUGH_WORDS = 0.38;

    /** Nothing was found. */
    static final Evidence NONE = new Evidence(0, OptionalDouble.empty());

    /** Whether the passages answer the question, as far as this can be known. */
    public boolean answers() {
        return similarity.isPresent() ? coverage + similarity.getAsDouble() / 2 >= ENOUGH : coverage >= ENOUGH_WORDS;
    }
}
