package dev.hornbook.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Another issuer's readers whose account was deleted by this process: a token made before would make it again. How long such a
 * token can live is the issuer's to say, so they are remembered for as long as the process lives, but the oldest of very many.
 */
final class ErasedSubjects {

    private static final int SIZE = 10_000;

    private final Clock clock;
    private final Map<String, Instant> erased = new LeastRecentlyUsed<>(SIZE);

    ErasedSubjects(Clock clock) {
        this.clock = clock;
    }

    /** @param account the hash that their row has for its id: nothing that tells who they were */
    synchronized void add(String account) {
        erased.put(account, clock.instant());
    }

    /** As if nothing had been deleted. */
    synchronized void remove(String account) {
        erased.remove(account);
    }

    /**
     * Whether a token made then makes no account any more.
     *
     * @param made when its issuer says it was; one that does not tell could be older
     */
    synchronized boolean refuse(String account, Optional<Instant> made) {
        Instant at = erased.get(account);
        // The issuer's clock may be ahead: what was made before could look as new as that.
        return at != null && made.filter(then -> then.isAfter(at.plus(IssuerTokens.SKEW))).isEmpty();
    }
}
