package dev.hornbook.account;

import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of guests who have not come back, with what they asked: a guest has no password, so once the session has ended nobody
 * gets at it any more. As with conversations past their age no clock of ours wakes a database for that: it rides along where
 * somebody's session is asked for, once an hour at most.
 */
final class StaleGuests {
    private static final Logger LOG = LoggerFactory.getLogger(StaleGuests.class);
    private static final Duration PACE = Duration.ofHours(1);

    /** Guests a statement: enough to come to an end, few enough to hold no lock for long. */
    private static final int BATCH = 200;

    private final Scope identity;
    private final Duration kept;
    private final Clock clock;
    private final Executor background;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    /**
     * @param kept how long after their last visit; no shorter than a session lives
     * @param background runs what nobody waits for
     */
    StaleGuests(Scope identity, Duration kept, Clock clock, Executor background) {
        this.identity = identity;
        this.kept = kept;
        this.clock = clock;
        this.background = background;
    }

    /** Called where a statement has just been answered, so the database is awake. Returns at once. */
    void ride() {
        Instant now = clock.instant();
        Instant before = last.get();
        if ((before.equals(Instant.MIN) || !now.isBefore(before.plus(PACE))) && last.compareAndSet(before, now)) {
            background.execute(() -> sweep(now.minus(kept)));
        }
    }

    private void sweep(Instant oldest) {
        try {
            int gone;
            do {
                gone = letGo(oldest);
            } while (gone == BATCH);
        } catch (DatabaseException e) {
            LOG.warn("Guests who have not come back could not be deleted; that is tried again within the hour: {}", e.getMessage());
        }
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
