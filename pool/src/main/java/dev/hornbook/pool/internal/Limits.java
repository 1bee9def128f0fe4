package dev.hornbook.pool.internal;

import dev.hornbook.pool.KeepWarm;
import dev.hornbook.pool.NeonSettings;

import java.time.Duration;

/** The settings as the pool's inside wants them: times in nanoseconds. */
record Limits(int maximumSize, double capacityShare, int maximumWaiting, long connectDeadline, long wakeAllowance, long idleTimeout,
        long maximumLife, long suspendTimeout,
        long trustedFor, Duration validation, Duration closeGrace, long leakAfter, KeepWarm keepWarm) {
    static Limits of(NeonSettings settings) {
        return new Limits(settings.maximumSize(), settings.capacityShare(), settings.maximumWaiting(), nanos(settings.connectDeadline()),
                nanos(settings.wakeAllowance()),
                nanos(settings.idleTimeout()), nanos(settings.maximumLife()), nanos(settings.suspendTimeout()),
                nanos(settings.trustedFor()), settings.validationTimeout(),
                settings.closeGrace(), nanos(settings.leakAfter()), settings.keepWarm());
    }

    /** At most a century, so that sums with nanoTime cannot overflow. */
    private static long nanos(Duration duration) {
        Duration century = Duration.ofDays(36_500);
        return (duration.compareTo(century) > 0 ? century : duration).toNanos();
    }
}
