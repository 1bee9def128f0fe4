package dev.hornbook.account;

import dev.hornbook.database.RidingSweep;
import dev.hornbook.database.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * Lets go of guests who have not come back, with what they asked: a guest has no password, so once the session has ended nobody
 * gets at it any more. It rides along where somebody's session is asked for.
 */
final class StaleGuests {
    private static final int BATCH = 200;

    private final Scope identity;
    private final Duration kept;
    private final Clock clock;
    private final RidingSweep sweep;

    /**
     * @param kept how long after their last visit; no shorter than a session lives
     * @param background runs what nobody waits for
     */
    StaleGuests(Scope identity, Duration kept, Clock clock, Executor background) {
        this.identity = identity;
        this.kept = kept;
        this.clock = clock;
        this.sweep = new RidingSweep("Guests who have not come back", BATCH, this::letGo, background);
    }

    /** Called where a statement has just been answered, so the database is awake. Returns at once. */
    void ride() {
        sweep.ride(clock.instant(), kept);
    }

    /** A session is prolonged once a day, so its last change is their last visit, to the day. What they asked goes by foreign keys. */
    private int letGo(Instant oldest) {
        return identity.update("""
                               delete from "user" where "isAnonymous" and "id" in (
                                   select g."id" from "user" g
                                   where g."isAnonymous" and g."createdAt" < ?
                                     and not exists (select from "session" s where s."userId" = g."id" and s."updatedAt" >= ?)
                                   order by g."createdAt" limit ?)""", oldest, oldest, BATCH);
    }
}
