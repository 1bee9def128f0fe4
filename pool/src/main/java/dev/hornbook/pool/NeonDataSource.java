package dev.hornbook.pool;

import dev.hornbook.pool.internal.ConnectionHandle;
import dev.hornbook.pool.internal.Pool;
import dev.hornbook.pool.internal.Refusal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A pool of connections to a Neon compute, as a plain {@link DataSource}. It is bounded, serves callers first come, first served within their
 * {@link Demand priority}, keeps every deadline, lets the compute sleep when nobody needs it, wakes it once when somebody does, and says why
 * when it cannot.
 *
 * <pre>{@code
 * try (var db = NeonDataSource.open(NeonSettings.of(url)); Connection c = db.getConnection()) { … }
 * }</pre>
 *
 * <p>An independent project, not made or endorsed by Neon. Safe for use by many threads.
 */
public final class NeonDataSource implements DataSource, AutoCloseable {
    private final Registry.Entry entry;
    private final Pool pool;
    private final long acquireTimeout;
    private final AtomicBoolean closed = new AtomicBoolean();

    NeonDataSource(Registry.Entry entry) {
        this.entry = entry;
        this.pool = entry.pool();
        this.acquireTimeout = Demand.saturated(entry.settings().acquireTimeout());
    }

    /**
     * Opens a pool, or joins the one that is open for the same URL in this process; it closes when all who opened it have. Nothing is sent
     * before a connection is asked for.
     *
     * @throws IllegalArgumentException when the settings do not go together, with every fault at once
     */
    public static NeonDataSource open(NeonSettings settings) {
        return Registry.open(settings);
    }

    /** The settings that the pool runs with: those of whoever opened it first. */
    public NeonSettings settings() {
        return entry.settings();
    }

    /**
     * A connection, to be closed soon: closing gives it back. It is in autocommit mode and outside any transaction. It waits at most until the
     * deadline of the {@link Demand} in force, or {@link NeonSettings#acquireTimeout()}; in {@link PoolState#DOWN} not at all.
     *
     * @throws PoolTransientException when there is none now and may be one later
     * @throws PoolRefusedException when there will be none until somebody changes something
     */
    @Override
    public Connection getConnection() throws SQLException {
        long now = System.nanoTime();
        Demand.InForce demand = Demand.current().orElse(null);
        int priority = (demand == null ? Demand.Priority.NORMAL : demand.priority()).ordinal();
        long deadline = demand == null ? now + acquireTimeout : demand.deadline();
        try {
            refuseIfClosed();
            return ConnectionHandle.on(pool, pool.acquire(priority, now, deadline, false));
        } catch (Refusal refusal) {
            throw Refusals.exception(refusal);
        }
    }

    /**
     * Runs a unit of work in a transaction and commits it. On a serialization failure or a deadlock (40001, 40P01) the whole unit is run again,
     * at most three times, after a short pause chosen by chance, and within the deadline that also bounds getting the connection: so it must
     * bear being run again, and leave nothing behind outside the database. Any exception of the unit's own rolls back.
     *
     * @throws OutcomeUnknownException when the connection broke after COMMIT had been sent; never run again
     */
    public <T, E extends Exception> T inTransaction(TransactionWork<T, E> work) throws SQLException, E {
        long deadline = Demand.current().map(Demand.InForce::deadline).orElseGet(() -> System.nanoTime() + acquireTimeout);
        return new Transactions(this, deadline).run(work);
    }

    /**
     * What a transaction does.
     *
     * @param <T> what it returns
     * @param <E> what it may throw besides SQLException
     */
    @FunctionalInterface
    public interface TransactionWork<T, E extends Exception> {
        /** Works on the connection, without committing, rolling back or closing it. */
        T run(Connection connection) throws SQLException, E;
    }

    /**
     * Really asks the database: takes a connection, opening one and waking the compute if need be, even in {@link PoolState#DOWN}, sends an empty
     * query, and gives the connection back.
     *
     * @param limit for all of it
     * @return how long the server took to answer
     * @throws SQLException as {@link #getConnection()}, or when the query failed
     */
    public Duration ping(Duration limit) throws SQLException {
        try {
            refuseIfClosed();
            return pool.ping(System.nanoTime() + Demand.saturated(limit));
        } catch (Refusal refusal) {
            throw Refusals.exception(refusal);
        }
    }

    /** The pool at this moment. Sends nothing, waits for nothing. */
    public PoolSnapshot snapshot() {
        return pool.snapshot();
    }

    /**
     * Closes this data source, and the pool when nobody else has it open: whoever waits is refused at once, connections that are lent have
     * {@link NeonSettings#closeGrace()} to come back, then they are cut. Takes at most a few seconds and leaves no thread behind. Closing twice
     * does nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Registry.release(entry);
        }
    }

    private void refuseIfClosed() throws SQLException {
        if (closed.get()) {
            throw Refusals.closed(pool.snapshot());
        }
    }

    /** Not supported: one pool has one user; open another one for other credentials. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("A pool has the one user of its URL; open another NeonDataSource for other credentials.");
    }

    /** The acquire timeout in whole seconds, at least one. */
    @Override
    public int getLoginTimeout() {
        return Math.clamp(entry.settings().acquireTimeout().toSeconds(), 1, Integer.MAX_VALUE);
    }

    /** Not supported: see {@link NeonSettings#acquireTimeout(Duration)}. */
    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("Set NeonSettings.acquireTimeout before opening the pool.");
    }

    /** Always null: the pool logs through SLF4J. */
    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    /** Not supported: the pool logs through SLF4J. */
    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("The pool logs through SLF4J, to dev.hornbook.pool.");
    }

    /** Not supported: the pool logs through SLF4J. */
    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("The pool logs through SLF4J, to dev.hornbook.pool.");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("A NeonDataSource is no wrapper for " + type.getName() + ".");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** The pool's name, its host and database; no secret. */
    @Override
    public String toString() {
        return "NeonDataSource " + pool;
    }
}
