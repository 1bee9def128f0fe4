package dev.hornbook.account;

import dev.hornbook.database.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Users whose account was deleted here lately: a token made before would speak for them until it ends. Held for as long as such
 * a token can live, and bounded.
 */
final class ErasedUsers {

    private static final int SIZE = 10_000;

    private final Clock clock;
    private final Map<UserId, Instant> erased = new LeastRecentlyUsed<>(SIZE);

    ErasedUsers(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(UserId user) {
        Instant now = clock.instant();
        erased.values().removeIf(at -> at.plus(Jwts.LIFE).isBefore(now));
        erased.put(user, now);
    }

    synchronized boolean contains(UserId user) {
        return erased.containsKey(user);
    }
}
