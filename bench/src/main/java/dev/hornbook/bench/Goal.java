package dev.hornbook.bench;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * What a quantity is to reach.
 *
 * @param text as it stands in the table
 * @param reached judges our figures of all runs and the peer's
 */
record Goal(String text, BiPredicate<List<Double>, List<Double>> reached) {

    /** Our median is at most this. */
    static Goal atMost(double limit, String text) {
        return new Goal(text, (ours, _) -> Figures.median(ours) <= limit);
    }

    /** Ours is at most this in every run. */
    static Goal neverAbove(double limit, String text) {
        return new Goal(text, (ours, _) -> ours.stream().allMatch(value -> value <= limit));
    }

    /** Ours is at least this in every run. */
    static Goal neverBelow(double limit, String text) {
        return new Goal(text, (ours, _) -> ours.stream().allMatch(value -> value >= limit));
    }

    /** Our median is at most so many times the peer's. */
    static Goal ratioAtMost(double times, String text) {
        return new Goal(text, (ours, theirs) -> Figures.median(ours) <= times * Figures.median(theirs));
    }

    /** Our median is at least so many times the peer's. */
    static Goal ratioAtLeast(double times, String text) {
        return new Goal(text, (ours, theirs) -> Figures.median(ours) >= times * Figures.median(theirs));
    }

    /** Said, and not judged: the measure was made shorter than the goal is meant for. */
    Goal unjudged() {
        return new Goal(text, null);
    }

    /** {@code yes}, {@code NO}, or nothing where it is not judged. */
    String verdict(List<Double> ours, List<Double> theirs) {
        return reached == null ? "not judged" : reached.test(ours, theirs) ? "yes" : "NO";
    }
}
