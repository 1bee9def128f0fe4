package dev.hornbook.sim;

import java.time.Duration;

/**
 * What Neon's proxy bears before it refuses.
 *
 * @param connectsPerSecond clients that name the endpoint; one more is refused with {@link Refusal#TOO_MANY_CONNECTIONS}
 * @param wakesPerSecond clients that find the compute asleep; one more is refused with {@link Refusal#TOO_MANY_ATTEMPTS}
 * @param connectsAtOnce sessions being opened on the compute at the same time; one more waits 10 ms and is then refused with
 *     {@link Refusal#NO_PERMIT}
 * @param authentication how long a client may take to say who it is; then {@link Refusal#AUTHENTICATION_TIMED_OUT}
 */
public record ProxyLimits(int connectsPerSecond, int wakesPerSecond, int connectsAtOnce, Duration authentication) {

    /** From {@code proxy/src/rate_limiter} and {@code proxy/src/config.rs}; what it bears over longer times is left out. */
    public static final ProxyLimits NEONS = new ProxyLimits(500, 300, 100, Duration.ofSeconds(15));

    /** Bears so many connects a second. */
    public ProxyLimits connectsPerSecond(int connects) {
        return new ProxyLimits(connects, wakesPerSecond, connectsAtOnce, authentication);
    }

    /** Bears so many wakes a second. */
    public ProxyLimits wakesPerSecond(int wakes) {
        return new ProxyLimits(connectsPerSecond, wakes, connectsAtOnce, authentication);
    }

    /** Opens so many sessions at once. */
    public ProxyLimits connectsAtOnce(int connects) {
        return new ProxyLimits(connectsPerSecond, wakesPerSecond, connects, authentication);
    }

    /** Lets a client take so long to authenticate. */
    public ProxyLimits authentication(Duration limit) {
        return new ProxyLimits(connectsPerSecond, wakesPerSecond, connectsAtOnce, limit);
    }
}
