package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault.Treatment;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How many attempts may be under way, and when the next may start. After a failure, and while nothing has succeeded yet, one lone prober; each
 * success doubles it: 1, 2, 4, … (after porsager/postgres pull request 1180, which saw a pool of 25 make 12,500 attempts a second against a
 * failing endpoint).
 *
 * <p>Between failures it is chance that decides, over all of the time there is ("full jitter", Brooker, "Exponential Backoff and Jitter", AWS
 * 2015), but one attempt to a slot of time: slots follow one another, each twice as long as the last up to a ceiling, and the attempt is made
 * anywhere in its slot. That spreads instances as widely as a pause from nothing up to twice the slot would, and bounds what chance can do to
 * one of them. An unreachable server's slots are 100, 200, 400 and then 800 ms: 20 s of outage cost 1 + 3 + (20 − 0.7) / 0.8, at most 29
 * attempts, and the return is noticed after 0.4 s in the median, 1.6 s at most. With independent pauses of up to 1.8 s, the same mean of 27
 * attempts, one outage in twenty would cost more than 30, and the median be 0.53 s. Where the server asked for mercy a slot begins a floor
 * later. Guarded by the pool's lock.
 */
final class SlowStart {
    private record Slots(Duration floor, Duration first, Duration most) {}

    /** After as many failures the server is gone for longer, and attempts become rare. */
    private static final int LONG_GONE = 75;
    private static final Slots RARE = slots(0, 15_000, 15_000);
    /** How long even those who insist leave a server alone that asked for mercy. */
    private static final long MOST_MERCY = Duration.ofSeconds(1).toNanos();

    private final RandomGenerator random;
    private int allowed = 1;
    private int failures;
    private long failedAt;
    private long mercy;
    private boolean hurried;
    private long notBefore;
    private long slotEnd;
    private boolean pausing;

    SlowStart(RandomGenerator random) {
        this.random = random;
    }

    int allowed() {
        return allowed;
    }

    void succeeded() {
        allowed = Math.min(allowed * 2, 1 << 16);
        failures = 0;
        hurried = false;
        pausing = false;
    }

    /** Back to one, without a pause: the connections went, which says nothing of opening new ones. */
    void collapse() {
        allowed = 1;
    }

    void failed(Treatment treatment, long now) {
        allowed = 1;
        Slots slots = slots(treatment);
        long length = (long) Math.min(slots.most.toNanos(), slots.first.toNanos() * Math.pow(2, Math.min(failures, 20)));
        long earliest = now + slots.floor.toNanos();
        long slot = failures > 0 && slotEnd - earliest > 0 ? slotEnd : earliest;
        failures += hurried ? 0 : 1;
        hurried = false;
        failedAt = now;
        mercy = Math.min(slots.floor.toNanos(), MOST_MERCY);
        slotEnd = slot + length;
        notBefore = slot + (long) (length * random.nextDouble());
        pausing = true;
    }

    /** How long until the next attempt may start; nothing or less when it may now. */
    long pauseLeft(long now) {
        return pausing ? notBefore - now : 0;
    }

    /**
     * Somebody insists: the next attempt may start now, or a second after the last where the server asked for mercy. Should it fail, the slots
     * begin anew from there and are no longer for it: whoever insists again and again does not put off the attempt that comes by itself.
     */
    void hurry(long now) {
        if (pauseLeft(now) > 0) {
            long earliest = failedAt + mercy;
            notBefore = earliest - notBefore < 0 ? earliest : notBefore;
            slotEnd = failedAt;
            hurried = true;
        }
    }

    private Slots slots(Treatment treatment) {
        return switch (treatment) {
            case UNREACHABLE -> failures < LONG_GONE ? slots(0, 100, 800) : RARE;
            case WAKING -> slots(0, 100, 250);
            case HERD, EXHAUSTED -> slots(1_000, 1_000, 15_000);
            // Neon's proxy remembers a permanent refusal for 30 s.
            case PERMANENT -> slots(30_000, 30_000, 30_000);
            case QUOTA -> slots(60_000, 60_000, 360_000);
        };
    }

    private static Slots slots(long floor, long first, long most) {
        return new Slots(Duration.ofMillis(floor), Duration.ofMillis(first), Duration.ofMillis(most));
    }
}
