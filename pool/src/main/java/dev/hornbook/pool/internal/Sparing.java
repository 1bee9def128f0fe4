package dev.hornbook.pool.internal;

import java.time.Duration;
import java.util.OptionalLong;

/** Says a thing that happens over and over at once, and then once a minute at most. It has no timer: what was held back is told the next time. */
final class Sparing {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Time time;
    private boolean said;
    private long saidAt;
    private long heldBack;

    Sparing(Time time) {
        this.time = time;
    }

    /** It has happened: empty when that need not be said now, else how often it went unsaid before. */
    synchronized OptionalLong happened() {
        long now = time.nanos();
        if (said && now - saidAt < MINUTE) {
            heldBack++;
            return OptionalLong.empty();
        }
        OptionalLong unsaid = OptionalLong.of(heldBack);
        said = true;
        saidAt = now;
        heldBack = 0;
        return unsaid;
    }
}
