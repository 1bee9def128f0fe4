package dev.hornbook.pool.internal;

import java.time.Duration;

/**
 * How many units of work may be run again after a lost connection, so that an outage is not met with twice the load (Finagle's
 * {@code RetryBudget}: https://twitter.github.io/finagle/guide/Clients.html#retries). Every unit earns a fifth of a run, and five a second are
 * free; what is not used is saved up to a limit that lets a full pool lose all its connections at once. Full at first. Safe for use by many
 * threads.
 */
final class RetryBudget {
    private static final double EARNED = 0.2;
    private static final double FREE_A_SECOND = 5;
    private static final double SECONDS_SAVED = 10;

    private final Time time;
    private final double most;
    private double saved;
    private long since;

    /** @param connections how many may be lost at once */
    RetryBudget(Time time, int connections) {
        this.time = time;
        this.most = FREE_A_SECOND * SECONDS_SAVED + connections;
        this.saved = most;
        this.since = time.nanos();
    }

    /** A unit begins. */
    synchronized void earn() {
        saved = Math.min(most, saved + EARNED);
    }

    /** Whether one may be run again; then it is spent. */
    synchronized boolean spend() {
        long now = time.nanos();
        saved = Math.min(most, saved + FREE_A_SECOND * (now - since) / Duration.ofSeconds(1).toNanos());
        since = now;
        if (saved < 1) {
            return false;
        }
        saved--;
        return true;
    }
}
