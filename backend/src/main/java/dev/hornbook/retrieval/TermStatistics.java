package dev.hornbook.retrieval;

/** How common words are in the books. */
public interface TermStatistics {
    /**
     * How much a term tells, as BM25 weighs it: {@code ln(1 + (N − n + 0.5) / (n + 0.5))} with N passages of which n hold the
     * term. Never negative; highest for a term that no passage holds.
     *
     * @param term as the index's analyzer gives it
     */
    double rarity(String term);
}
