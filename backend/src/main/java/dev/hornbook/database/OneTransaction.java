package dev.hornbook.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;

/**
 * Several statements in a scope: an explicit transaction whose first statement sets it (pgjdbc sends its {@code begin} along
 * with that one), with JDBI on top.
 */
final class OneTransaction {
    private static final ScopedValue<Connection> CONNECTION = ScopedValue.newInstance();

    /** One for all transactions, because what JDBI has parsed and found out about types lives in it; making one costs 0.4 ms. */
    private final Jdbi jdbi = Jdbi.create(new HandedOver()).setTransactionHandler(new NoEndButTheScopes());

    <T> T run(Connection connection, RoleAndUser scope, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            enter(connection, scope);
            T result;
            try (Handle handle = open(connection)) {
                result = work.in(handle);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void enter(Connection connection, RoleAndUser scope) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("select set_config('role', ?, true), set_config('hornbook.user_id', ?, true), "
                        + "set_config('statement_timeout', ?, true)")) {
            statement.setString(1, scope.role().sqlName());
            statement.setString(2, scope.user());
            statement.setString(3, scope.timeout());
            statement.execute();
        }
    }

    private Handle open(Connection connection) {
        return ScopedValue.where(CONNECTION, connection).call(jdbi::open);
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
            OneRoundTrip.abort(connection, cause);
        }
    }

    /** Opens a handle on the connection that the transaction already runs on, and leaves that open when the handle ends. */
    private static final class HandedOver implements ConnectionFactory {
        @Override
        public Connection openConnection() {
            return CONNECTION.get();
        }

        @Override
        public void closeConnection(Connection connection) {
            // The scope's, and then the pool's.
        }
    }

    /**
     * A commit or rollback inside the work would end the scope, and the next statement would run as the login. Savepoints stay
     * allowed (rolling back to one keeps what was set before it), and JDBI's own inTransaction joins the one there is.
     */
    private static final class NoEndButTheScopes extends DelegatingTransactionHandler {
        private NoEndButTheScopes() {
            super(new LocalTransactionHandler());
        }

        /** JDBI asks for a handle's own copy; the delegate's would be one that ends transactions. */
        @Override
        public TransactionHandler specialize(Handle handle) throws SQLException {
            return this;
        }

        @Override
        public void begin(Handle handle) {
            throw refused();
        }

        @Override
        public void commit(Handle handle) {
            throw refused();
        }

        @Override
        public void rollback(Handle handle) {
            throw refused();
        }

        private static TransactionException refused() {
            return new TransactionException(
                    "The scope's transaction ends when its work returns or throws; nothing inside it may begin or end one.");
        }
    }
}
