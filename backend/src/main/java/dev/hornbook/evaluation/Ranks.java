package dev.hornbook.evaluation;

import java.util.List;
import java.util.Set;

/**
 * How good one ranking is. Ranks are counted from 1; a place that is right has gain 1, any other 0.
 *
 * <pre>
 * reciprocal rank @k = 1 / rank of the first right place among the first k, or 0
 * recall          @k = 1 if a right place is among the first k, or 0: any one of them answers
 * nDCG            @k = Σ over right places among the first k of 1 / log₂(1 + rank), over the same sum with all right places in front
 * </pre>
 *
 * (Järvelin, Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques", with binary gains.)
 */
final class Ranks {
    private Ranks() {}

    /** @param ranking best first, nothing in it twice */
    static double reciprocal(List<String> ranking, Set<String> right, int k) {
        int rank = first(ranking, right);
        return rank <= k ? 1.0 / rank : 0;
    }

    static double recall(List<String> ranking, Set<String> right, int k) {
        return first(ranking, right) <= k ? 1 : 0;
    }

    static double ndcg(List<String> ranking, Set<String> right, int k) {
        double gained = 0;
        for (int rank = 1; rank <= Math.min(k, ranking.size()); rank++) {
            gained += right.contains(ranking.get(rank - 1)) ? gain(rank) : 0;
        }
        double best = 0;
        for (int rank = 1; rank <= Math.min(k, right.size()); rank++) {
            best += gain(rank);
        }
        return best == 0 ? 0 : gained / best;
    }

    /** The rank of the first right place; beyond all ranks where there is none. */
    static int first(List<String> ranking, Set<String> right) {
        for (int i = 0; i < ranking.size(); i++) {
            if (right.contains(ranking.get(i))) {
                return i + 1;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static double gain(int rank) {
        return Math.log(2) / Math.log(1 + rank);
    }
}
