package dev.hornbook.pool.internal;

import dev.hornbook.pool.Capacity;

import java.time.Duration;
import java.util.Optional;

/**
 * How many connections there may be:
 *
 * <pre>
 * bound = min(maximumSize, floor(usable × capacityShare)), at least 1; maximumSize alone while the capacity is unknown
 * now   = min(bound, lowered + (time since the last refusal) / 10 s)
 * </pre>
 *
 * <p>A server that has no connection left lowers it to one less than there would have been with the one it refused; then it rises again, one
 * at a time, because those who took the slots may have left, and only an attempt tells. Guarded by the pool's lock.
 */
final class Bound {
    private static final long STEP = Duration.ofSeconds(10).toNanos();

    private final int maximum;
    private final double share;
    private Capacity capacity;
    private int whole;
    private int lowered = Integer.MAX_VALUE;
    private long loweredAt;

    Bound(Limits limits) {
        this.maximum = limits.maximumSize();
        this.share = limits.capacityShare();
        this.whole = maximum;
    }

    int at(long now) {
        return lowered >= whole ? whole : (int) Math.min(whole, lowered + (now - loweredAt) / STEP);
    }

    /** How long until there may be one more; never, 0, when nothing holds it down. */
    long untilNext(long now) {
        return at(now) < at(now + STEP) ? STEP - (now - loweredAt) % STEP : 0;
    }

    void read(Capacity latest) {
        capacity = latest;
        whole = Math.clamp((long) (latest.usable() * share), 1, maximum);
    }

    Optional<Capacity> capacity() {
        return Optional.ofNullable(capacity);
    }

    /** @param had how many there would have been, with the one that was refused */
    void refused(int had, long now) {
        lowered = Math.max(1, Math.min(at(now), had) - 1);
        loweredAt = now;
    }
}
