package dev.hornbook.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed-in browser or program: a row of Better Auth's {@code session}.
 *
 * @param id the row's id
 * @param token 32 characters; whoever holds it is signed in, so it appears in no log
 * @param userId whose session it is
 * @param expiresAt until when
 * @param createdAt when it began
 * @param updatedAt when it was last prolonged
 * @param ipAddress where it began
 * @param userAgent with what: untrusted text
 */
public record Session(String id, String token, String userId, Instant expiresAt, Instant createdAt, Instant updatedAt,
        Optional<String> ipAddress,
        Optional<String> userAgent) {

    /** How long a session lasts (Better Auth's {@code session.expiresIn}). */
    static final Duration LIFE = Duration.ofDays(7);
    /** How long one lasts that is not to outlive the browser. */
    static final Duration SHORT_LIFE = Duration.ofDays(1);
    /** How old a session grows before reading it prolongs it (Better Auth's {@code session.updateAge}). */
    static final Duration UPDATE_AGE = Duration.ofDays(1);

    /** How old a session may be to tell of its user's other sessions (Better Auth's {@code session.freshAge}). */
    static final Duration FRESH_AGE = Duration.ofDays(1);

    /** A session that begins now. */
    static Session begin(RandomIds ids, String userId, boolean remember, Client client, Instant now) {
        Instant expiresAt = now.plus(remember ? LIFE : SHORT_LIFE);
        return new Session(ids.next(), ids.next(), userId, expiresAt, now, now, Optional.of(client.address()), client.userAgent());
    }

    boolean fresh(Instant now) {
        return createdAt.plus(FRESH_AGE).isAfter(now);
    }

    boolean expired(Instant now) {
        return expiresAt.isBefore(now);
    }

    /** Better Auth's rule: {@code expiresAt - life + updateAge <= now}. */
    boolean wantsRefresh(Instant now) {
        return !expiresAt.minus(LIFE).plus(UPDATE_AGE).isAfter(now);
    }

    @Override
    public String toString() {
        return "Session[id=" + id + ", token=***, userId=" + userId + ", expiresAt=" + expiresAt + "]";
    }
}
