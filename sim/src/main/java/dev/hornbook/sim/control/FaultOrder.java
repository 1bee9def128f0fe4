package dev.hornbook.sim.control;

import dev.hornbook.sim.Faults;
import dev.hornbook.sim.Refusal;
import java.time.Duration;
import java.util.Arrays;

/**
 * The body of {@code POST /faults}: what is set, is set; the rest stays as it is. Times are in milliseconds.
 *
 * @param next for so many new connections only; without it until cleared
 * @param refuse the name of a {@link Refusal}, or a text of one's own
 * @param latencyMs each way
 * @param blackHole nothing passes
 * @param slowTlsMs TLS is held up
 * @param stuckSslRequest TLS is never answered
 * @param slowAuthenticationMs authentication is held up
 * @param denyWhileSuspendingMs a suspend takes at least so long, and who comes meanwhile is refused
 * @param coldStartMs every wake takes this on top
 * @param coldStartJitterMs and up to this more
 */
record FaultOrder(Integer next, String refuse, Long latencyMs, Boolean blackHole, Long slowTlsMs, Boolean stuckSslRequest,
        Long slowAuthenticationMs, Long denyWhileSuspendingMs, Long coldStartMs, Long coldStartJitterMs) {

    void set(Faults everywhere) {
        Faults faults = next == null ? everywhere : everywhere.next(next);
        if (refuse != null) {
            faults.refuse(text());
        }
        if (latencyMs != null) {
            faults.latency(millis(latencyMs));
        }
        if (Boolean.TRUE.equals(blackHole)) {
            faults.blackHole();
        }
        if (slowTlsMs != null) {
            faults.slowTls(millis(slowTlsMs));
        }
        if (Boolean.TRUE.equals(stuckSslRequest)) {
            faults.stuckSslRequest();
        }
        if (slowAuthenticationMs != null) {
            faults.slowAuthentication(millis(slowAuthenticationMs));
        }
        if (denyWhileSuspendingMs != null) {
            faults.denyWhileSuspending(millis(denyWhileSuspendingMs));
        }
        if (coldStartMs != null || coldStartJitterMs != null) {
            faults.coldStart(millis(coldStartMs), millis(coldStartJitterMs));
        }
    }

    private String text() {
        return Arrays.stream(Refusal.values()).filter(known -> known.name().equals(refuse)).findFirst().map(Refusal::text).orElse(refuse);
    }

    static Duration millis(Long value) {
        if (value != null && value < 0) {
            throw new IllegalArgumentException("a time cannot be negative: " + value);
        }
        return Duration.ofMillis(value == null ? 0 : value);
    }
}
