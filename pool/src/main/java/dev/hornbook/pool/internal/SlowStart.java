package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault.Treatment;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How many attempts may be under way, and when the next may start. After a failure, and while nothing has succeeded yet, one lone prober; each
 * success doubles it: 1, 2, 4, … (after porsager/postgres pull request 1180, which saw a pool of 25 make 12,500 attempts a second against a
 * failing endpoint). Between failures the pause is chosen by chance from nothing up to a ceiling that doubles ("full jitter", Brooker,
 * "Exponential Backoff and Jitter", AWS 2015), on top of a floor where the server asked for mercy. Guarded by the pool's lock.
 */
final class SlowStart {
    private record Pause(Duration floor, Duration first, Duration most) {}

    /** After as many failures the server is gone for longer, and attempts become rare. */
    private static final int LONG_GONE = 60;
    private static final Pause RARE = pause(0, 30_000, 30_000);

    private final RandomGenerator random;
    private int allowed = 1;
    private int failures;
    private long notBefore;
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
        pausing = false;
    }

    /** Back to one, without a pause: the connections went, which says nothing of opening new ones. */
    void collapse() {
        allowed = 1;
    }

    void failed(Treatment treatment, long now) {
        allowed = 1;
        Pause pause = pause(treatment);
        int doublings = Math.min(failures, 20);
        failures++;
        double ceiling = Math.min(pause.most.toNanos(), pause.first.toNanos() * Math.pow(2, doublings));
        notBefore = now + pause.floor.toNanos() + (long) (ceiling * random.nextDouble());
        pausing = true;
    }

    /** How long until the next attempt may start; nothing or less when it may now. */
    long pauseLeft(long now) {
        return pausing ? notBefore - now : 0;
    }

    /** Somebody insists: the next attempt may start now, unless the server asked for mercy. */
    void hurry(Treatment treatment) {
        if (pause(treatment).floor.isZero()) {
            pausing = false;
        }
    }

    private Pause pause(Treatment treatment) {
        return switch (treatment) {
            case UNREACHABLE -> failures < LONG_GONE ? pause(0, 100, 2_000) : RARE;
            case WAKING -> pause(0, 100, 500);
            case HERD, EXHAUSTED -> pause(1_000, 1_000, 30_000);
            // Neon's proxy remembers a permanent refusal for 30 s.
            case PERMANENT -> pause(30_000, 30_000, 30_000);
            case QUOTA -> pause(60_000, 60_000, 600_000);
        };
    }

    private static Pause pause(long floor, long first, long most) {
        return new Pause(Duration.ofMillis(floor), Duration.ofMillis(first), Duration.ofMillis(most));
    }
}
