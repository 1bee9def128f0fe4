package dev.hornbook.evaluation;

import java.util.List;
import java.util.function.Predicate;

/**
 * How well "the book does not say" is said.
 *
 * <pre>
 * precision = refused and unanswerable / refused      recall = refused and unanswerable / unanswerable
 * F1 = 2 · precision · recall / (precision + recall),  each 0 where it would divide by nothing
 * </pre>
 */
public record Refusing(int unanswerable, Measure precision, Measure recall, Measure f1) {
    static Refusing of(List<Outcome> outcomes) {
        return new Refusing((int) count(outcomes, Refusing::isUnanswerable), Measure.of(outcomes, Refusing::precision),
                Measure.of(outcomes, Refusing::recall), Measure.of(outcomes, Refusing::f1));
    }

    private static double precision(List<Outcome> outcomes) {
        return share(rightly(outcomes), count(outcomes, Outcome::isRefused));
    }

    private static double recall(List<Outcome> outcomes) {
        return share(rightly(outcomes), count(outcomes, Refusing::isUnanswerable));
    }

    private static double f1(List<Outcome> outcomes) {
        // 2PR / (P + R), shortened.
        return share(2 * rightly(outcomes), count(outcomes, Outcome::isRefused) + count(outcomes, Refusing::isUnanswerable));
    }

    private static long rightly(List<Outcome> outcomes) {
        return count(outcomes, outcome -> outcome.isRefused() && isUnanswerable(outcome));
    }

    private static boolean isUnanswerable(Outcome outcome) {
        return !outcome.question().isAnswerable();
    }

    private static long count(List<Outcome> outcomes, Predicate<Outcome> which) {
        return outcomes.stream().filter(which).count();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
