package dev.hornbook.database;

import dev.hornbook.pool.Demand;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;

/**
 * The only roads to the rows. There is no way to run a statement but through a {@link Scope}, and no scope that sees more than
 * its role may.
 */
public final class Database {
    /** How long somebody who looks at the screen waits for a connection, a cold start's share of it included, before being told to ask again. */
    public static final Duration READERS_WAIT = Duration.ofSeconds(5);

    /** How long one statement of theirs may take: what takes longer waits for a lock, and holds a connection that others need. */
    private static final Duration READERS_STATEMENT = Duration.ofSeconds(10);

    /** A shelf of large books over a slow road. */
    private static final Duration BOOKS = Duration.ofMinutes(1);

    private static final Duration BACKGROUND_WAIT = Duration.ofSeconds(30);

    private static final Demand FOR_READERS = Demand.interactive(READERS_WAIT);

    private final DataSource pool;

    private final OneTransaction transaction = new OneTransaction();

    private Database(DataSource pool) {
        this.pool = pool;
    }

    /** A database whose connections come from the pool; its life is the caller's business. */
    public static Database over(DataSource pool) {
        return new Database(pool);
    }

    /** The rows of one user, and the books. */
    public Scope as(UserId user) {
        return new PooledScope(new RoleAndUser(DatabaseRole.APP, user.value(), READERS_STATEMENT), FOR_READERS);
    }

    /** The books, and nobody's rows. */
    public Scope library() {
        return new PooledScope(RoleAndUser.without(DatabaseRole.APP, BOOKS), FOR_READERS);
    }

    /** Better Auth's tables, and nothing else. */
    public Scope identity() {
        return new PooledScope(RoleAndUser.without(DatabaseRole.IDENTITY, READERS_STATEMENT), FOR_READERS);
    }

    /** What the task needs, and nothing else. */
    public Scope asSystem(SystemTask task) {
        return task.background()
                ? new PooledScope(RoleAndUser.without(task.role(), Duration.ZERO),
                        Demand.background(BACKGROUND_WAIT).named(task.name().toLowerCase(Locale.ROOT)))
                : new PooledScope(RoleAndUser.without(task.role(), READERS_STATEMENT), FOR_READERS);
    }

    /**
     * Has the compute start if it sleeps, and waits for it.
     *
     * @param limit more than zero
     * @throws DatabaseException when it cannot be reached
     */
    public void wake(Duration limit) {
        connected(Demand.interactive(limit), connection -> null);
    }

    private final class PooledScope implements Scope {
        private final RoleAndUser scope;

        private final Demand demand;

        private PooledScope(RoleAndUser scope, Demand demand) {
            this.scope = scope;
            this.demand = demand;
        }

        @Override
        public <T> List<T> query(String sql, RowMapper<T> row, Object... parameters) {
            return connected(demand, connection -> OneRoundTrip.run(connection, scope, sql, parameters, (statement, rows) -> {
                if (!rows) {
                    throw new IllegalArgumentException("The statement gives no rows; use update.");
                }
                return OneRoundTrip.rows(statement, row);
            }));
        }

        @Override
        public int update(String sql, Object... parameters) {
            return connected(demand, connection -> OneRoundTrip.run(connection, scope, sql, parameters, (statement, rows) -> {
                if (rows) {
                    throw new IllegalArgumentException("The statement gives rows; use query.");
                }
                return statement.getUpdateCount();
            }));
        }

        @Override
        public <T> T inTransaction(Work<T> work) {
            return connected(demand, connection -> transaction.run(connection, scope, work));
        }
    }

    private interface OnConnection<T> {
        T apply(Connection connection) throws SQLException;
    }

    private Connection lent(Demand demand) throws SQLException {
        long begun = System.nanoTime();
        try {
            return demand.call(pool::getConnection);
        } finally {
            DatabaseTime.spent(System.nanoTime() - begun, 0);
        }
    }

    private <T> T connected(Demand demand, OnConnection<T> work) {
        try (Connection connection = lent(demand)) {
            long begun = System.nanoTime();
            try {
                return work.apply(connection);
            } finally {
                DatabaseTime.spent(0, System.nanoTime() - begun);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } catch (JdbiException e) {
            throw e.getCause() instanceof SQLException cause ? new DatabaseException(cause) : e;
        }
    }
}
