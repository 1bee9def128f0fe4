package dev.hornbook.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sessions as the database last had them, for five minutes each, so that reading one rarely needs it. Bounded: past its
 * size the session not asked for the longest goes.
 * <p>
 * A token that was signed out is remembered as such. Without that, a reading begun before the sign-out and finished after
 * it would put the session back, and it would live on for five minutes; tokens are never made twice, so the mark can do no
 * harm.
 */
final class SessionCache {

    /** How long a session is believed without asking (Better Auth's {@code cookieCache.maxAge}). */
    static final Duration BELIEVED = Duration.ofMinutes(5);
    /** Enough for every reader of a platform of ten thousand; about 1 kB each. */
    static final int SIZE = 20_000;

    private record Entry(Optional<SignedIn> signedIn, Instant readAt) {

        boolean of(String userId) {
            return signedIn.filter(known -> known.user().id().equals(userId)).isPresent();
        }

        /** Whether this says more than what was read: the session ended, or its user changed since. */
        boolean outlasts(SignedIn read, Instant now) {
            return signedIn.map(known -> believed(now) && known.user().updatedAt().isAfter(read.user().updatedAt())).orElse(true);
        }

        boolean believed(Instant now) {
            return now.isBefore(readAt.plus(BELIEVED));
        }
    }

    private final Clock clock;
    private final Map<String, Entry> entries;

    SessionCache(Clock clock) {
        this(clock, SIZE);
    }

    SessionCache(Clock clock, int size) {
        this.clock = clock;
        this.entries = new LeastRecentlyUsed<>(size);
    }

    /** The session, if it was read within the last five minutes and not signed out here since. */
    synchronized Optional<SignedIn> find(String token) {
        return Optional.ofNullable(entries.get(token)).filter(entry -> entry.believed(clock.instant()))
                .flatMap(Entry::signedIn);
    }

    /** When what {@link #find} finds was read. */
    synchronized Optional<Instant> readAt(String token) {
        return Optional.ofNullable(entries.get(token)).map(Entry::readAt);
    }

    /** Keeps what the database said, unless the session was signed out, or its user changed here, meanwhile. */
    synchronized void keep(SignedIn signedIn) {
        entries.compute(signedIn.session().token(),
                (token, old) -> old != null && old.outlasts(signedIn, clock.instant())
                        ? old
                        : new Entry(Optional.of(signedIn), clock.instant()));
    }

    /** The sessions of this user tell of them as they are now. */
    synchronized void changed(User user) {
        entries.replaceAll((token, entry) -> entry.of(user.id())
                ? new Entry(entry.signedIn().map(old -> new SignedIn(old.session(), user)), entry.readAt())
                : entry);
    }

    /**
     * From now on these sessions of a user are not found here again. It looks at every entry, under the lock: a few
     * milliseconds when the memory is full, for what happens rarely.
     */
    synchronized void endAll(String userId, Predicate<String> which) {
        entries.replaceAll((token, entry) -> entry.of(userId) && which.test(token) ? new Entry(Optional.empty(), clock.instant()) : entry);
    }

    /** From now on the session is not found here again. */
    synchronized void end(String token) {
        entries.put(token, new Entry(Optional.empty(), clock.instant()));
    }

    /** Whether the session was ended here, whatever the database still says. */
    synchronized boolean ended(String token) {
        return Optional.ofNullable(entries.get(token)).map(entry -> entry.signedIn().isEmpty()).orElse(false);
    }
}
