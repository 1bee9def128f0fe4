package dev.hornbook.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;

/**
 * The only roads to the rows. There is no way to run a statement but through a {@link Scope}, and no scope that sees more than
 * its role may.
 */
public final class Database {
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
        return new PooledScope(new RoleAndUser(DatabaseRole.APP, user.value()));
    }

    /** The books, and nobody's rows. */
    public Scope library() {
        return new PooledScope(RoleAndUser.without(DatabaseRole.APP));
    }

    /** Better Auth's tables, and nothing else. */
    public Scope identity() {
        return new PooledScope(RoleAndUser.without(DatabaseRole.IDENTITY));
    }

    /** What the task needs, and nothing else. */
    public Scope asSystem(SystemTask task) {
        return new PooledScope(RoleAndUser.without(task.role()));
    }

    private final class PooledScope implements Scope {
        private final RoleAndUser scope;

        private PooledScope(RoleAndUser scope) {
            this.scope = scope;
        }

        @Override
        public <T> List<T> query(String sql, RowMapper<T> row, Object... parameters) {
            return connected(connection -> OneRoundTrip.run(connection, scope, sql, parameters, (statement, rows) -> {
                if (!rows) {
                    throw new IllegalArgumentException("The statement gives no rows; use update.");
                }
                return OneRoundTrip.rows(statement, row);
            }));
        }

        @Override
        public int update(String sql, Object... parameters) {
            return connected(connection -> OneRoundTrip.run(connection, scope, sql, parameters, (statement, rows) -> {
                if (rows) {
                    throw new IllegalArgumentException("The statement gives rows; use query.");
                }
                return statement.getUpdateCount();
            }));
        }

        @Override
        public <T> T inTransaction(Work<T> work) {
            return connected(connection -> transaction.run(connection, scope, work));
        }
    }

    private interface OnConnection<T> {
        T apply(Connection connection) throws SQLException;
    }

    private <T> T connected(OnConnection<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.apply(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } catch (JdbiException e) {
            throw e.getCause() instanceof SQLException cause ? new DatabaseException(cause) : e;
        }
    }
}
