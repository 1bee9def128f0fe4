package dev.hornbook.load;

import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * Moments at which somebody does something: by chance (a Poisson process), and whatever became of what they did before. So a server that stalls
 * meets all who would have come meanwhile, and each waits from the moment they came at: nothing is left out because something else was slow
 * ("coordinated omission").
 */
final class Course {
    /** Nobody thinks longer than so many times the mean. */
    private static final int LONGEST = 6;

    private final Pace pace;
    private final Executor executor;
    private final RandomGenerator random;
    private final double meanNanos;

    /** @param executor runs each without keeping the next waiting */
    Course(Pace pace, Executor executor, RandomGenerator random, double meanNanos) {
        this.pace = pace;
        this.executor = executor;
        this.random = random;
        this.meanNanos = meanNanos;
    }

    /**
     * Goes on until the end, or until the run is broken off.
     *
     * @param first the first moment
     * @param end no moment is at it, or after
     * @param action is told the moment that it was meant for, not the one at which it has begun
     */
    void run(long first, long end, LongConsumer action) {
        for (long moment = first; moment < end && pace.await(moment); moment += thinking()) {
            long meant = moment;
            executor.execute(() -> action.accept(meant));
        }
    }

    private long thinking() {
        return (long) (meanNanos * Math.min(LONGEST, -Math.log1p(-random.nextDouble())));
    }
}
