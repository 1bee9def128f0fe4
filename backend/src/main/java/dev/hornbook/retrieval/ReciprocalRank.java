package dev.hornbook.retrieval;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts several rankings of the same things together. A thing's score is
 *
 * <pre>score(d) = Σ over rankings r that hold d: 1 / (k + rank_r(d) / weight_r),  ranks counted from 1</pre>
 *
 * (Cormack, Clarke, Büttcher 2009, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods"; with weights as
 * Qdrant has them). The scores that the engines give are of different kinds and never compared. A small k lets a first place weigh
 * more, which fits questions that about one passage answers.
 */
final class ReciprocalRank {
    /** The better of 2, 3, 5 and 10 on the tuning halves (docs/retrieval.md); the paper's 60 is for long lists of many right answers. */
    static final int K = 2;
    static final double WORDS = 1;
    /** The first place by meaning comes just after the second by words: on the tuning halves words are right the more often. */
    static final double MEANING = 0.49;

    private ReciprocalRank() {}

    /**
     * Best first.
     *
     * @param weight more than 0; 1 leaves ranks as they are, less pushes them back
     */
    record Ranking<T>(double weight, List<T> items) {}

    /** @param score higher is better */
    record Fused<T>(T item, double score) {}

    /** What one ranking gives to the one that is at a rank in it, counted from 1. */
    static double score(int k, int rank, double weight) {
        return 1 / (k + rank / weight);
    }

    /** Everything that is in a ranking, best first, equal scores in the items' own order. */
    static <T extends Comparable<? super T>> List<Fused<T>> fuse(int k, List<Ranking<T>> rankings) {
        Map<T, Double> scores = new HashMap<>();
        for (Ranking<T> ranking : rankings) {
            for (int i = 0; i < ranking.items().size(); i++) {
                scores.merge(ranking.items().get(i), score(k, i + 1, ranking.weight()), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .map(entry -> new Fused<>(entry.getKey(), entry.getValue()))
                .sorted(Comparator.<Fused<T>>comparingDouble(Fused::score).reversed().thenComparing(Fused::item))
                .toList();
    }
}
