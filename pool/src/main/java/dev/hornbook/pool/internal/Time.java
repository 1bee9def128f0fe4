package dev.hornbook.pool.internal;

import java.time.Instant;

/**
 * Where time comes from, so that tests can make it pass. Durations are measured with {@link #nanos} alone: a clock that is set does not move
 * it.
 */
interface Time {
    /** As {@link System#nanoTime}: only differences mean anything. */
    long nanos();

    /** The wall clock, for people. */
    Instant now();

    /** Parks the calling thread until it is unparked, interrupted, or the nanoseconds have passed; may return early. */
    void park(Object blocker, long nanos);

    /** Runs a task once, later, on a thread that must not be held up: tasks do not block. After closing, tasks are dropped. */
    Later after(long nanos, Runnable task);

    /** A task that has not run yet. */
    interface Later {
        /** It need not run any more; it may be running already. */
        void cancel();
    }
}
