package dev.hornbook.conversation;

import dev.hornbook.database.Database;
import dev.hornbook.database.RidingSweep;
import dev.hornbook.database.SystemTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Lets go of conversations, whoever's, in which nobody asked for longer than the operator keeps them; starred ones stay. It
 * rides along when somebody uses theirs.
 */
final class Retention {
    private static final int BATCH = 500;

    private final Database database;

    private final Moments moments;

    private final Optional<Duration> age;

    private final RidingSweep sweep;

    Retention(Database database, Moments moments, Optional<Duration> age, Executor background) {
        this.database = database;
        this.moments = moments;
        this.age = age;
        this.sweep = new RidingSweep("Conversations past their age", BATCH, this::letGo, background);
    }

    /** Called where a statement has just been answered, so the database is awake. Returns at once. */
    void ride() {
        age.ifPresent(kept -> sweep.ride(moments.now(), kept));
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
