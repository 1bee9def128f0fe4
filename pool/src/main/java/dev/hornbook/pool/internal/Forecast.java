package dev.hornbook.pool.internal;

import java.time.Duration;

/**
 * How long a caller would wait in the queue as it is:
 *
 * <pre>
 * forecast = place × interval
 * interval ← interval + (min(sample, 8 × interval) − interval) / 32
 * </pre>
 *
 * <p>A place counts those who would be served before, and the caller itself; a sample is the time between two hand-overs to waiters while
 * somebody waits all along, so that connections, and how long each is held, are in it already. A pause (the garbage collector's, a frozen
 * process's) moves the mean by a quarter at most, a real slowdown of a hundred times takes it along within two dozen hand-overs. What was
 * learned ends with the queue. A deadline is hopeless when even twice the speed would not meet it, and at least {@value #ENOUGH} hand-overs
 * have been seen. Nothing is measured while nobody waits. Guarded by the pool's lock.
 */
final class Forecast {
    /** As many samples as the mean takes to be more than its first. */
    static final int ENOUGH = 32;

    private static final int CLEARLY = 2;
    private static final int OUTLIER = 8;

    private long last;
    private double interval;
    private int samples;

    /** A queue begins: the time before it says nothing. */
    void begun(long now) {
        last = now;
        samples = 0;
        interval = 0;
    }

    void handedOver(long now) {
        double sample = now - last;
        last = now;
        samples = Math.min(samples + 1, ENOUGH);
        // The plain mean of the first ones, the moving one afterwards.
        interval += (samples == 1 ? sample : Math.min(sample, OUTLIER * interval) - interval) / samples;
    }

    /** How long somebody at that place would wait; zero while nothing is known. */
    Duration at(int place) {
        return samples < ENOUGH ? Duration.ZERO : Duration.ofNanos((long) (place * interval));
    }

    /** Whether somebody at that place has no chance of being served in the time that is left. */
    boolean hopeless(int place, Duration left) {
        return at(place).compareTo(left.multipliedBy(CLEARLY)) > 0;
    }
}
