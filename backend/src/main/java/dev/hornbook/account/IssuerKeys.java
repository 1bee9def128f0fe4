package dev.hornbook.account;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another issuer's keys, kept in memory. They are fetched when the first token comes, again once an hour while tokens come (so
 * that a key that was withdrawn counts no more), and when a token names a key not known here: at most once a minute, however
 * many names are made up. One caller fetches at a time. Keys once had go on while no newer ones are to be had.
 */
final class IssuerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN_FETCHES = Duration.ofMinutes(1);
    /** While there are none at all nobody of that issuer gets in, so it is asked again sooner. */
    private static final Duration BETWEEN_FIRST_FETCHES = Duration.ofSeconds(5);

    private record Kept(Map<String, IssuerKey> keys, Instant until) {}

    private final Issuer issuer;
    private final PublishedKeys published;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Kept kept;
    private volatile Instant nextFetch = Instant.MIN;
    private volatile String trouble = "";

    IssuerKeys(Issuer issuer, Clock clock) {
        this.issuer = issuer;
        this.published = new PublishedKeys(issuer.keys());
        this.clock = clock;
    }

    /**
     * The key of that id; empty if the issuer has none, as far as is known.
     *
     * @throws IssuerUnavailableException if no keys were ever to be had
     */
    Optional<IssuerKey> find(String kid) {
        Kept known = kept;
        if (known == null || !known.keys.containsKey(kid)) {
            // Whoever comes while they are fetched waits for what comes of it: at most as long as a fetch may take.
            fetching.lock();
            fetchIfDue(kept == null || !kept.keys.containsKey(kid));
        } else if (!clock.instant().isBefore(known.until) && fetching.tryLock()) {
            fetchIfDue(true);
        }
        if (kept == null) {
            throw new IssuerUnavailableException("The keys of " + issuer.name() + " cannot be had: their address " + trouble
                    + ". Its tokens can be judged once they can.", BETWEEN_FIRST_FETCHES);
        }
        return Optional.ofNullable(kept.keys.get(kid));
    }

    /** Under the lock, which it gives back. */
    private void fetchIfDue(boolean wanted) {
        try {
            Instant now = clock.instant();
            if (wanted && !now.isBefore(nextFetch)) {
                fetch(now);
            }
        } finally {
            fetching.unlock();
        }
    }

    private void fetch(Instant now) {
        try {
            kept = new Kept(published.fetch(), now.plus(KEPT));
        } catch (IOException e) {
            trouble = e.getMessage();
            LOG.warn("The keys of {} could not be fetched: their address {}. {}", issuer.name(), trouble,
                    kept == null ? "Its tokens are refused with 503." : "Those in memory go on.");
        }
        nextFetch = now.plus(kept == null ? BETWEEN_FIRST_FETCHES : BETWEEN_FETCHES);
    }
}
