package dev.hornbook.cli;

import dev.hornbook.config.Settings;
import dev.hornbook.database.Database;
import dev.hornbook.database.DatabaseException;
import dev.hornbook.database.EmbeddedDatabase;
import dev.hornbook.database.MigrationException;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;

/** The books of a database, opened for a command that comes and goes; the schema is brought up to date on the way. */
final class Workbench implements AutoCloseable {
    /** As many as bringing a fresh database up to date takes at once (Flyway's own and ours), and one to spare. */
    private static final int CONNECTIONS = 4;

    private final DatabaseSource source;
    private final NeonDataSource pool;
    private final Books books;

    private Workbench(DatabaseSource source, NeonDataSource pool) {
        this.source = source;
        this.pool = pool;
        this.books = Books.inMemory(Database.over(pool));
    }

    /**
     * Opens the database that the settings mean, beside a running {@code serve} if there is one.
     *
     * @throws UnusableException when it cannot be used, saying why
     */
    static Workbench open(Settings settings, EmbeddedDatabase embedded) {
        DatabaseSource source = DatabaseSource.open(settings, embedded);
        NeonDataSource pool = null;
        try {
            pool = NeonDataSource.open(NeonSettings.of(source.url()).maximumSize(CONNECTIONS));
            Schema.ensure(pool, settings.migrate());
            return new Workbench(source, pool);
        } catch (DatabaseException | MigrationException e) {
            close(source, pool);
            throw new UnusableException(e.getMessage(), e);
        } catch (RuntimeException e) {
            close(source, pool);
            throw e;
        }
    }

    Books books() {
        return books;
    }

    private static void close(DatabaseSource source, NeonDataSource pool) {
        if (pool != null) {
            pool.close();
        }
        source.close();
    }

    @Override
    public void close() {
        books.close();
        close(source, pool);
    }
}
