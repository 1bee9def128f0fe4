package dev.hornbook.retrieval;

import java.util.OptionalDouble;

/**
 * How strongly the passages found speak to the question.
 *
 * <pre>strength = coverage + min(words, 10) / 50 − 0.3 where a name is missing,  and the book answers when strength ≥ {@value #ENOUGH}</pre>
 *
 * What a question names and the passages do not is what an unanswerable question is about: of the tuning halves' questions it is so with
 * 38 of 98 that their books do not answer, and with 4 of 353 that they do. The longer a question is, the more of its words are by the
 * way. Nearness in meaning does not count: a question about another matter of the same subject is near too ("What does a humanoid robot
 * cost to buy?"). Shares and threshold lie in the middle of those with the highest F1 on the tuning halves of two books' labelled
 * questions together (docs/retrieval.md); a threshold lower or higher by 0.02 costs at most 0.01 of F1.
 *
 * @param coverage the share of the question's words, weighed by rarity, that the best of the first passages holds; 0 to 1
 * @param words how many different words the question has, without those that questions are made of
 * @param nameMissing whether the question names something that none of the first passages does
 * @param similarity the highest cosine between the question and a passage, which tells what is near where nothing answers; empty without
 *     vectors
 */
public record Evidence(double coverage, int words, boolean nameMissing, OptionalDouble similarity) {
    public static final double ENOUGH = 0.44;
    private static final double A_WORD = 0.02;
    /** However much is written, it does not answer by its length. */
    private static final int MOST_WORDS = 10;
    private static final double A_NAME = 0.3;

    /** Nothing was found. */
    static final Evidence NONE = new Evidence(0, 0, false, OptionalDouble.empty());

    /** Whether the passages answer the question, as far as this can be known. */
    public boolean answers() {
        return strength() >= ENOUGH;
    }

    double strength() {
        return coverage + Math.min(words, MOST_WORDS) * A_WORD - (nameMissing ? A_NAME : 0);
    }
}
