package dev.hornbook.sim.compute;

import java.time.Duration;

/** How often a compute was started and suspended, and for how long it was awake. */
public final class Uptime {

    private long runs;
    private long suspends;
    private long nanos;
    private long since;
    private boolean awake;

    synchronized void started() {
        runs++;
        awake = true;
        since = System.nanoTime();
    }

    synchronized void stopped() {
        if (awake) {
            nanos += System.nanoTime() - since;
            awake = false;
        }
    }

    synchronized void suspended() {
        suspends++;
    }

    /** How many times it was started. */
    public synchronized long runs() {
        return runs;
    }

    /** How many times it was suspended, for idleness or by hand. */
    public synchronized long suspends() {
        return suspends;
    }

    /** How long it was awake in all, until now. */
    public synchronized Duration awake() {
        return Duration.ofNanos(nanos + (awake ? System.nanoTime() - since : 0));
    }
}
