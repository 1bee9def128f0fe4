package dev.hornbook.sim.proxy;

import java.time.Duration;
import java.util.Optional;

/**
 * What the way between a client and the compute is like.
 *
 * @param refusal the text that whoever has authenticated is refused with
 * @param toCompute what each chunk a client sends takes longer
 * @param toClient what each chunk sent to a client takes longer
 * @param blackHole whether nothing passes, in either direction, with every connection left open
 * @param tls how long the TLS handshake is held up
 * @param stuck whether a request for TLS is never answered
 * @param authentication how long authentication is held up
 * @param denySuspending whether a client that comes while the compute is being suspended is refused
 */
public record Weather(Optional<String> refusal, Duration toCompute, Duration toClient, boolean blackHole, Duration tls, boolean stuck,
        Duration authentication, boolean denySuspending) {

    /** Nothing stands in the way. */
    public static final Weather CALM = new Weather(Optional.empty(), Duration.ZERO, Duration.ZERO, false, Duration.ZERO, false,
            Duration.ZERO, false);

    /** Refuses with this text. */
    public Weather refusing(String text) {
        return new Weather(Optional.of(text), toCompute, toClient, blackHole, tls, stuck, authentication, denySuspending);
    }

    /** Delays what passes. */
    public Weather delaying(Duration chunksToCompute, Duration chunksToClient) {
        return new Weather(refusal, chunksToCompute, chunksToClient, blackHole, tls, stuck, authentication, denySuspending);
    }

    /** Lets nothing pass. */
    public Weather swallowing() {
        return new Weather(refusal, toCompute, toClient, true, tls, stuck, authentication, denySuspending);
    }

    /** Holds up TLS. */
    public Weather slowTls(Duration by) {
        return new Weather(refusal, toCompute, toClient, blackHole, by, stuck, authentication, denySuspending);
    }

    /** Never answers a request for TLS. */
    public Weather stuckAtTls() {
        return new Weather(refusal, toCompute, toClient, blackHole, tls, true, authentication, denySuspending);
    }

    /** Holds up authentication. */
    public Weather slowAuthentication(Duration by) {
        return new Weather(refusal, toCompute, toClient, blackHole, tls, stuck, by, denySuspending);
    }

    /** Refuses during a suspend. */
    public Weather denyingSuspending() {
        return new Weather(refusal, toCompute, toClient, blackHole, tls, stuck, authentication, true);
    }

    /** Both at once: the longer of two delays, and whatever stands in the way in either. */
    Weather and(Weather other) {
        if (this == CALM || other == CALM) {
            return this == CALM ? other : this;
        }
        return new Weather(refusal.or(other::refusal), longer(toCompute, other.toCompute), longer(toClient, other.toClient),
                blackHole || other.blackHole, longer(tls, other.tls), stuck || other.stuck, longer(authentication, other.authentication),
                denySuspending || other.denySuspending);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
