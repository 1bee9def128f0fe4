package dev.hornbook.sim.compute;

import java.time.Duration;
import java.time.Instant;

/**
 * Neon's rule for when a compute was last used ({@code compute_tools/src/monitor.rs} of neondatabase/neon), read from the
 * database's own statistics and never from the bytes that pass. One instance follows one run of the compute.
 *
 * <p>What counts: a change of the databases' total active time or session count; a client backend that is not idle (so
 * one that is idle in a transaction keeps the compute awake for ever); the newest change of state among the idle ones;
 * walsenders, logical subscriptions and autovacuum workers. An open idle connection does not count.
 */
final class Activity {

    private Instant last;
    private ActivitySample previous;
    private boolean seen;

    /** Starting counts as activity. */
    Activity(Instant started) {
        this.last = started;
    }

    /** Takes a look into account and returns how long the compute has been unused at its time. */
    Duration idleAfter(ActivitySample sample) {
        boolean changed = previous != null && (sample.activeTime() != previous.activeTime() || sample.sessions() != previous.sessions());
        Instant before = last;
        previous = sample;
        if (changed || sample.busyBackends() > 0 || sample.upkeep() > 0) {
            last = sample.now();
        } else {
            sample.newestIdle().filter(idle -> idle.isAfter(last)).ifPresent(idle -> last = idle);
        }
        seen = last.isAfter(before);
        return Duration.between(last, sample.now());
    }

    /** Whether the last look saw that the compute was used since the look before. */
    boolean seen() {
        return seen;
    }
}
