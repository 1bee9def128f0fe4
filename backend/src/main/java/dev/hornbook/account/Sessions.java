package dev.hornbook.account;

import dev.hornbook.database.DatabaseException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sessions, read by their token: from memory where they were read within five minutes, or by what their
 * own cookie tells, else from the database. */
public final class Sessions {

    /** How a session is read. */
    public enum Reading {
        /** As it stands. */
        AS_IT_IS,
        /** Prolonged when it is a day old. */
        PROLONGING
    }

    /**
     * A session that was read.
     *
     * @param signedIn the session and its user
     * @param prolonged whether this reading prolonged it: its cookie is due again
     * @param readAt when the database said so; empty where it was told by the session's own cookie, or goes on without one
     */
    public record Found(SignedIn signedIn, boolean prolonged, Optional<Instant> readAt) {}

    private final SessionRows rows;
    private final SessionCache cache;
    private final StaleGuests staleGuests;
    private final Clock clock;

    Sessions(SessionRows rows, SessionCache cache, StaleGuests staleGuests, Clock clock) {
        this.rows = rows;
        this.cache = cache;
        this.staleGuests = staleGuests;
        this.clock = clock;
    }

    /**
     * The session of {@code token}; empty if there is none, or none any more. The row of one that has expired is deleted.
     *
     * @param fresh true to ask the database whatever is in memory, or told
     * @param told what the session's own cookie says, asked where memory knows nothing
     * @throws DatabaseException if it has to be asked and cannot be reached; that says nothing about
     *     the session
     */
    public Optional<Found> find(String token, Reading reading, boolean fresh, Supplier<Optional<SignedIn>> told) {
        if (!RandomIds.hasForm(token) || cache.ended(token)) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<SignedIn> known = cache.find(token).filter(signedIn -> !fresh && !signedIn.session().expired(now));
        boolean prolonging = reading == Reading.PROLONGING;
        if (known.isPresent() && !(prolonging && known.get().session().wantsRefresh(now))) {
            return Optional.of(new Found(known.get(), false, cache.readAt(token)));
        }
        if (known.isEmpty() && !fresh) {
            Optional<SignedIn> believed = told.get().filter(signedIn -> !signedIn.session().expired(now));
            if (believed.isPresent()) {
                return Optional.of(new Found(believed.get(), false, Optional.empty()));
            }
        }
        try {
            // What changes a row is decided by the row: another instance may have prolonged the session meanwhile.
            Optional<Found> found = rows.find(token).flatMap(signedIn -> judge(signedIn, prolonging, now));
            staleGuests.ride();
            return found;
        } catch (DatabaseException e) {
            // Prolonging can wait for the database; the reader, who is signed in, need not.
            return Optional.of(new Found(known.filter(k -> e.unavailable().isPresent()).orElseThrow(() -> e), false, Optional.empty()));
        }
    }

    private Optional<Found> judge(SignedIn signedIn, boolean prolonging, Instant now) {
        if (signedIn.session().expired(now)) {
            end(signedIn.session().token());
            return Optional.empty();
        }
        if (prolonging && signedIn.session().wantsRefresh(now)) {
            return prolong(signedIn, now);
        }
        cache.keep(signedIn);
        return Optional.of(new Found(signedIn, false, Optional.of(now)));
    }

    /**
     * Ends a session. It is not found here again from the first moment on, even if the database cannot be reached; its row
     * is another matter, and the caller must hear of it.
     *
     * @throws DatabaseException if the row could not be deleted
     */
    public void end(String token) {
        if (RandomIds.hasForm(token)) {
            cache.end(token);
            rows.delete(token);
        }
    }

    /**
     * The sessions of a user that have not expired, the oldest first; at most a hundred, as Better Auth lists them.
     *
     * @param asking the session that asks
     * @throws AccountException if it began more than a day ago
     * @throws DatabaseException if the database failed or could not be reached
     */
    public List<Session> list(Session asking) {
        Instant now = clock.instant();
        if (!asking.fresh(now)) {
            throw new AccountException(AccountException.Reason.SESSION_NOT_FRESH);
        }
        return rows.of(asking.userId(), now);
    }

    /**
     * Ends a session if it is that user's; otherwise nothing happens.
     *
     * @throws DatabaseException if the row could not be deleted
     */
    public void end(String token, String userId) {
        if (RandomIds.hasForm(token) && rows.delete(token, userId)) {
            cache.end(token);
        }
    }

    /**
     * Ends the other sessions of a session's user.
     *
     * @throws DatabaseException if the rows could not be deleted
     */
    public void endOthers(Session session) {
        List<String> ended = rows.deleteOthers(session.userId(), session.token());
        cache.endAll(session.userId(), token -> !token.equals(session.token()));
        ended.forEach(cache::end);
    }

    /**
     * Ends every session of a user.
     *
     * @throws DatabaseException if the rows could not be deleted
     */
    public void endAll(String userId) {
        forget(userId, rows.deleteAll(userId));
    }

    /**
     * The sessions of a user are none any more, whoever deleted their rows.
     *
     * @param tokens those whose rows were deleted; some may be in memory nowhere, and come back by a reading that has begun
     */
    void forget(String userId, List<String> tokens) {
        cache.endAll(userId, _ -> true);
        tokens.forEach(cache::end);
    }

    /** From now on a user's sessions tell of them as they are now. */
    void changed(User user) {
        cache.changed(user);
    }

    private Optional<Found> prolong(SignedIn old, Instant now) {
        Session session = old.session();
        Instant expiresAt = now.plus(Session.LIFE);
        if (!rows.prolong(session.token(), expiresAt, now)) {
            cache.end(session.token());
            return Optional.empty();
        }
        SignedIn prolonged = new SignedIn(
                new Session(session.id(), session.token(), session.userId(), expiresAt, session.createdAt(), now, session.ipAddress(),
                        session.userAgent()),
                old.user());
        cache.keep(prolonged);
        return Optional.of(new Found(prolonged, true, Optional.of(now)));
    }
}
