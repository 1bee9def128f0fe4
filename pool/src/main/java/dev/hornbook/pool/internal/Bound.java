package dev.hornbook.pool.internal;

import dev.hornbook.pool.Capacity;

import java.time.Duration;
import java.util.Optional;

/**
 * How many connections there may be:
 *
 * <pre>
 * bound = min(maximumSize, floor(usable × capacityShare)), at least 1; maximumSize alone while the capacity is unknown
 * now   = min(bound, granted)      for 10 s after the server had no connection left
 *         min(bound, granted + 1)  then, and as soon as more than were granted are open
 * </pre>
 *
 * <p>Granted is what there would have been without the one that was refused, or has been since. Others have the rest; whether they have let go
 * of any, only an attempt tells. So one more is tried after 10 s, and each that opens allows the next: growth follows what the server grants,
 * and a server that stays full refuses one attempt in 10 s. While nothing is open there is one to try, at {@link SlowStart}'s pace. Guarded by
 * the pool's lock.
 */
final class Bound {
    private static final long REST = Duration.ofSeconds(10).toNanos();

    private final int maximum;
    private final double share;
    private Capacity capacity;
    private int whole;
    private int granted = Integer.MAX_VALUE;
    private long refusedAt;
    private boolean gaining;

    Bound(Limits limits) {
        this.maximum = limits.maximumSize();
        this.share = limits.capacityShare();
        this.whole = maximum;
    }

    int at(long now) {
        if (granted >= whole) {
            return whole;
        }
        return Math.max(1, gaining || now - refusedAt >= REST ? granted + 1 : granted);
    }

    /** As of now, which is asked for only if it matters. */
    int at(Time time) {
        return granted >= whole ? whole : at(time.nanos());
    }

    /** How long until there may be one more; never, 0, when no refusal holds it down. */
    long untilNext(long now) {
        return at(now) < at(now + REST) ? refusedAt + REST - now : 0;
    }

    void read(Capacity latest) {
        capacity = latest;
        whole = Math.clamp((long) (latest.usable() * share), 1, maximum);
    }

    Optional<Capacity> capacity() {
        return Optional.ofNullable(capacity);
    }

    /** @param has how many there are, with the one that has opened */
    void opened(int has) {
        if (has > granted) {
            granted = has;
            gaining = true;
        }
    }

    /** @param has how many there are or may be soon, without the one that was refused */
    void refused(int has, long now) {
        granted = has;
        refusedAt = now;
        gaining = false;
    }
}
