package dev.hornbook.pool.internal;

import dev.hornbook.pool.Capacity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** A connection of pgjdbc's with the wire under it. */
final class PgLink implements Link {
    /** PostgreSQL 15 has no reserved_connections. */
    private static final String SIZE = """
                                       select current_setting('max_connections')::int,
                                              current_setting('superuser_reserved_connections')::int
                                                  + coalesce(nullif(current_setting('reserved_connections', true), '')::int, 0)""";

    private final BaseConnection connection;
    private final Wire wire;
    private final boolean pooled;
    private final Reported reported;

    PgLink(BaseConnection connection, Wire wire, boolean pooled) {
        this.connection = connection;
        this.wire = wire;
        this.pooled = pooled;
        this.reported = new Reported(connection);
    }

    @Override
    public String resets() {
        // Behind a pooler what is put back may reach another session than the one that was changed.
        return pooled ? null : reported.resets();
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
    public Capacity capacity(Duration limit) throws SQLException {
        return within(limit, statement -> {
            try (ResultSet size = statement.executeQuery(SIZE)) {
                size.next();
                return Capacity.of(size.getInt(1), size.getInt(2), pooled);
            }
        });
    }

    @Override
    public void execute(String sql, Duration limit) throws SQLException {
        within(limit, statement -> statement.execute(sql));
    }

    private interface Asking<T> {
        T ask(Statement statement) throws SQLException;
    }

    private <T> T within(Duration limit, Asking<T> work) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, milliseconds(limit));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return work.ask(statement);
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
