package dev.hornbook.sim.compute;

import java.time.Duration;
import java.util.Random;

/** How long a wake takes on top of PostgreSQL's own time: a fixed part, and one drawn from a seed. */
public final class ColdStart {

    private final Duration least;
    private final Duration jitter;
    private final Random random;

    /** Between {@code least} and {@code least + jitter}; the same seed draws the same row. */
    public ColdStart(Duration least, Duration jitter, long seed) {
        this.least = least;
        this.jitter = jitter;
        this.random = new Random(seed);
    }

    /** The next one. */
    synchronized Duration next() {
        return jitter.isPositive() ? least.plusNanos(random.nextLong(jitter.toNanos())) : least;
    }
}
