package dev.hornbook.cli;

import dev.hornbook.config.Home;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.IsolationCheck;
import dev.hornbook.database.IsolationException;
import dev.hornbook.database.MigrationException;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What {@code serve} does with the database before it lets anybody near a row. */
final class Readiness {
    /** A wake takes up to 15 s, and DOWN is known long before. */
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private Readiness() {}

    /**
     * Migrates, proves that users are kept apart, ends what a killed process left streaming, and fills the shelf.
     *
     * @throws DatabaseException when the database cannot be reached just now
     * @throws UnusableException when waiting will not mend what is wrong
     */
    static void reach(NeonDataSource pool, Optional<NeonUrl> owner, Conversations conversations, Home home, Books books) {
        try {
            pool.ping(CONNECT);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
        try {
            Schema.ensure(pool, owner);
            IsolationCheck.prove(pool);
        } catch (MigrationException | IsolationException e) {
            throw new UnusableException(e.getMessage(), e);
        }
        home.previousInstance().ifPresent(conversations::settleLeftBy);
        books.fill();
    }
}
