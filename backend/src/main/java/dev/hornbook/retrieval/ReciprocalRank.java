package dev.hornbook.retrieval;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts several rankings of the same things together. A thing's score is
 *
 * <pre>score(d) = Σ over rankings r that hold d: 1 / (k + rank_r(d)),  ranks counted from 1</pre>
 *
 * (Cormack, Clarke, Büttcher 2009, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods"). The
 * scores that the engines give are of different kinds and never compared. A small k lets a first place weigh more, which fits
 * questions that about one passage answers.
 */
final class ReciprocalRank {
    /** The better of 2, 3, 5 and 10 on the tuning halves (docs/retrieval.md); the paper's 60 is for long lists of many right answers. */
    static final int K = 2;

    private ReciprocalRank() {}

    /** @param score higher is better; at most (number of rankings) / (k + 1) */
    record Fused<T>(T item, double score) {}

    /** Everything that is in a ranking, best first, equal scores in the items' own order. */
    static <T extends Comparable<? super T>> List<Fused<T>> fuse(int k, List<List<T>> rankings) {
        Map<T, Double> scores = new HashMap<>();
        for (List<T> ranking : rankings) {
            for (int i = 0; i < ranking.size(); i++) {
                scores.merge(ranking.get(i), 1.0 / (k + i + 1), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .map(entry -> new Fused<>(entry.getKey(), entry.getValue()))
                .sorted(Comparator.<Fused<T>>comparingDouble(Fused::score).reversed().thenComparing(Fused::item))
                .toList();
    }
}
