package dev.hornbook.retrieval;

import java.util.OptionalDouble;

/**
 * How strongly the passages found speak to the question.
 *
 * <pre>strength = coverage + similarity,  and the book answers when strength ≥ {@value #ENOUGH}</pre>
 *
 * Either alone misleads: a question about another matter of the same subject is near in meaning ("What does a humanoid robot
 * cost to buy?"), and one in the book's own words may be about something it does not say. Words that the books do not hold at
 * all weigh most, because they are what an unanswerable question is about. Measured on the sample book's 42 labelled
 * questions: the 30 answerable ones from 1.12 up, the 12 others up to 1.08 (the labels were written before this rule; the
 * threshold was chosen on them). Without vectors coverage alone decides, at {@value #ENOUGH_WORDS}.
 *
 * @param coverage the share of the question's words, weighed by rarity, that the best of the first passages holds; 0 to 1
 * @param similarity the highest cosine between the question and a passage; empty without vectors
 */
public record Evidence(double coverage, OptionalDouble similarity) {
    public static final double ENOUGH = 1.1;
    public static final double ENOUGH_WORDS = 0.42;

    /** Nothing was found. */
    static final Evidence NONE = new Evidence(0, OptionalDouble.empty());

    /** Whether the passages answer the question, as far as this can be known. */
    public boolean answers() {
        return similarity.isPresent() ? coverage + similarity.getAsDouble() >= ENOUGH : coverage >= ENOUGH_WORDS;
    }
}
