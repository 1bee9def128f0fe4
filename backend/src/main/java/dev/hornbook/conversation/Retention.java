package dev.hornbook.conversation;

import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.SystemTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of conversations, whoever's, in which nobody asked for longer than the operator keeps them; starred ones stay. No
 * clock of ours wakes a database for that: it rides along when somebody uses theirs, once an hour at most.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private static final Duration PACE = Duration.ofHours(1);

    /** Conversations a statement: enough to come to an end, few enough to hold no lock for long. */
    private static final int BATCH = 500;

    private final Database database;

    private final Moments moments;

    private final Optional<Duration> age;

    private final Executor background;

    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    Retention(Database database, Moments moments, Optional<Duration> age, Executor background) {
        this.database = database;
        this.moments = moments;
        this.age = age;
        this.background = background;
    }

    /** Called where a statement has just been answered, so the database is awake. Returns at once. */
    void ride() {
        Instant now = moments.now();
        Instant before = last.get();
        if (age.isPresent() && !now.isBefore(before.plus(before == Instant.MIN ? Duration.ZERO : PACE))
                && last.compareAndSet(before, now)) {
            background.execute(() -> sweep(now.minus(age.get())));
        }
    }

    private void sweep(Instant oldest) {
        try {
            int gone;
            do {
                gone = letGo(oldest);
            } while (gone == BATCH);
        } catch (DatabaseException e) {
            LOG.warn("Conversations past their age could not be deleted; that is tried again within the hour: {}", e.getMessage());
        }
    }

    /** The age is looked at again outside: somebody may ask in one at this moment. */
    private int letGo(Instant oldest) {
        return database.asSystem(SystemTask.RETAIN)
                .update("""
                        delete from conversation
                        where updated_at < ? and not starred and id in (
                            select id from conversation where updated_at < ? and not starred order by updated_at limit ?)
                        """, oldest, oldest, BATCH);
    }
}
