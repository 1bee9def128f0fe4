package dev.hornbook.account;

import dev.hornbook.database.DatabaseException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Sessions, read by their token: from memory where they were read within five minutes, else from the database. */
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
     */
    public record Found(SignedIn signedIn, boolean prolonged) {}

    private final SessionRows rows;
    private final SessionCache cache;
    private final Clock clock;

    Sessions(SessionRows rows, SessionCache cache, Clock clock) {
        this.rows = rows;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * The session of {@code token}; empty if there is none, or none any more. The row of one that has expired is deleted.
     *
     * @param fresh true to ask the database whatever is in memory
     * @throws DatabaseException if it has to be asked and cannot be reached; that says nothing about
     *     the session
     */
    public Optional<Found> find(String token, Reading reading, boolean fresh) {
        if (!RandomIds.hasForm(token) || cache.ended(token)) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<SignedIn> known = cache.find(token).filter(signedIn -> !fresh && !signedIn.session().expired(now));
        boolean prolonging = reading == Reading.PROLONGING;
        if (known.isPresent() && !(prolonging && known.get().session().wantsRefresh(now))) {
            return Optional.of(new Found(known.get(), false));
        }
        try {
            // What changes a row is decided by the row: another instance may have prolonged the session meanwhile.
            return rows.find(token).flatMap(signedIn -> judge(signedIn, prolonging, now));
        } catch (DatabaseException e) {
            // Prolonging can wait for the database; the reader, who is signed in, need not.
            return Optional.of(new Found(known.filter(k -> e.unavailable().isPresent()).orElseThrow(() -> e), false));
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
        return Optional.of(new Found(signedIn, false));
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
        return Optional.of(new Found(prolonged, true));
    }
}
