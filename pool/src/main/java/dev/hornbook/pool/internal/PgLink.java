package dev.hornbook.pool.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** A connection of pgjdbc's with the wire under it. */
final class PgLink implements Link {
    private final BaseConnection connection;
    private final Wire wire;

    PgLink(BaseConnection connection, Wire wire) {
        this.connection = connection;
        this.wire = wire;
    }

    @Override
    public Connection jdbc() {
        return connection;
    }

    @Override
    public boolean isOpen() {
        try {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public boolean ended() {
        return wire.ended();
    }

    @Override
    public boolean inTransaction() {
        return connection.getTransactionState() != TransactionState.IDLE;
    }

    @Override
    public long heard() {
        return wire.heard();
    }

    @Override
    public void probe(Duration limit) throws SQLException {
        // PgBouncer's own cheapest question; it runs in no transaction and counts for nothing but itself.
        execute("", limit);
    }

    @Override
    public void execute(String sql, Duration limit) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, milliseconds(limit));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } finally {
            if (isOpen()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            wire.cut();
        }
    }

    @Override
    public void abort() {
        // The wire first: what the driver would still say to the server, or wait for from it, then fails at once.
        wire.cut();
        close();
    }

    /** Zero would mean for ever. */
    private static int milliseconds(Duration limit) {
        return Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE);
    }
}
