package dev.hornbook.cli;

import dev.hornbook.config.Home;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.IsolationCheck;
import dev.hornbook.database.IsolationException;
import dev.hornbook.database.MigrationException;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What {@code serve} does with the database before it lets anybody near a row. It is begun as soon as there is a pool, beside
 * the building of the rest; who then waits for it joins that one attempt, so that a database which refuses is asked once.
 */
final class Readiness {
    /** A wake takes up to 15 s, and DOWN is known long before. */
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final Database database;
    private final NeonDataSource pool;
    private final Optional<NeonUrl> owner;
    private final AtomicReference<FutureTask<Void>> begun;

    private Readiness(Database database, NeonDataSource pool, Optional<NeonUrl> owner) {
        this.database = database;
        this.pool = pool;
        this.owner = owner;
        this.begun = new AtomicReference<>(new FutureTask<>(this::open, null));
    }

    /**
     * Begins to connect, to migrate and to prove that users are kept apart, and returns at once.
     *
     * @param database over the pool
     * @param owner the login that owns the tables, where it is another one
     */
    static Readiness begin(Database database, NeonDataSource pool, Optional<NeonUrl> owner) {
        var readiness = new Readiness(database, pool, owner);
        Thread.ofVirtual().name("readiness").start(readiness.begun.get());
        return readiness;
    }

    /**
     * Waits for what {@link #begin} began, or does it anew where that was waited for before; then ends what a killed process left
     * streaming, and fills the shelf.
     *
     * @throws DatabaseException when the database cannot be reached just now
     * @throws UnusableException when waiting will not mend what is wrong
     */
    void reach(Conversations conversations, Home home, Books books) {
        FutureTask<Void> first = begun.getAndSet(null);
        if (first == null) {
            open();
        } else {
            join(first);
        }
        home.previousInstance().ifPresent(conversations::settleLeftBy);
        books.fill();
    }

    private void open() {
        database.wake(CONNECT);
        try {
            Schema.ensure(pool, owner);
            IsolationCheck.prove(pool);
        } catch (MigrationException | IsolationException e) {
            throw new UnusableException(e.getMessage(), e);
        }
    }

    private static void join(FutureTask<Void> attempt) {
        try {
            attempt.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case Throwable other -> throw new IllegalStateException(other);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database was being opened", e);
        }
    }
}
