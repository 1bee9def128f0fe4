package dev.hornbook.pool;

import dev.hornbook.pool.internal.Behalf;
import dev.hornbook.pool.internal.ConnectionHandle;
import dev.hornbook.pool.internal.Pool;
import dev.hornbook.pool.internal.Refusal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
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
    private static final Behalf NOBODY_NAMED = new Behalf(WakeCause.DEMAND, Optional.empty());

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
        return connection(demand, now, demand == null ? now + acquireTimeout : demand.deadline());
    }

    /** @param deadline as {@link System#nanoTime}, whatever the demand in force says */
    Connection connection(long deadline) throws SQLException {
        return connection(Demand.current().orElse(null), System.nanoTime(), deadline);
    }

    private Connection connection(Demand.InForce demand, long now, long deadline) throws SQLException {
        int priority = (demand == null ? Demand.Priority.NORMAL : demand.priority()).ordinal();
        try {
            refuseIfClosed();
            Behalf behalf = demand == null ? NOBODY_NAMED : new Behalf(WakeCause.DEMAND, demand.work());
            return ConnectionHandle.on(pool, pool.acquire(priority, now, deadline, behalf));
        } catch (Refusal refusal) {
            throw Refusals.exception(refusal);
        }
    }

    /**
     * Runs work that bears being run twice, such as reading: when the connection is lost under it, it is run once more on a new one, from its
     * beginning. Not when its own time-out ends it, nor past the deadline (the {@link Demand}'s, else {@link NeonSettings#acquireTimeout()} from
     * now, which also bounds getting the connections), nor when more than a fifth of such units fail: five a second are run again in any case, and
     * beyond them a fifth of all.
     *
     * @throws ConnectionLostException when that was of no use, or not to be; the failure of the first run is suppressed in the second's
     */
    public <T, E extends Exception> T repeatable(Work<T, E> work) throws SQLException, E {
        return unit().repeat(work::run);
    }

    /**
     * Runs a unit of work in a transaction and commits it. On a serialization failure or a deadlock (40001, 40P01) the whole unit is run again,
     * at most three times, after a short pause chosen by chance; when the connection is lost before COMMIT has been sent, once, as
     * {@linkplain #repeatable repeatable} work. Both within the deadline that also bounds getting the connection. So the unit must bear being run
     * again, and leave nothing behind outside the database. Any exception of its own rolls back.
     *
     * @throws OutcomeUnknownException when the connection broke after COMMIT had been sent; never run again
     */
    public <T, E extends Exception> T inTransaction(Work<T, E> work) throws SQLException, E {
        return unit().transaction(work::run, false);
    }

    /**
     * As {@link #inTransaction}, and the transaction's id is asked for before it commits, which costs a round trip: so that {@link #outcomeOf} can
     * say what became of it when the answer to COMMIT is lost.
     *
     * @throws OutcomeUnknownException as there, with the {@linkplain OutcomeUnknownException#transaction id}
     */
    public <T, E extends Exception> T inTrackedTransaction(Work<T, E> work) throws SQLException, E {
        return unit().transaction(work::run, true);
    }

    /**
     * Asks the server what became of a transaction, on a connection of its own. {@link Outcome#IN_PROGRESS} while the server has not noticed that
     * the connection broke, which may take it minutes where the network swallows packets: ask again. A server that crashed, rather than being
     * suspended or restarted, may have forgotten a transaction's very id and given it to another: then {@link Outcome#COMMITTED} may be the
     * other's.
     *
     * @throws SQLException as {@link #repeatable}
     */
    public Outcome outcomeOf(OutcomeUnknownException unknown) throws SQLException {
        String transaction = unknown.transaction().orElse(null);
        return transaction == null ? Outcome.UNKNOWN : repeatable(connection -> Outcomes.ask(connection, transaction));
    }

    private Unit unit() {
        long deadline = Demand.current().map(Demand.InForce::deadline).orElseGet(() -> System.nanoTime() + acquireTimeout);
        return new Unit(this, pool, deadline);
    }

    /**
     * A unit of work on a connection.
     *
     * @param <T> what it returns
     * @param <E> what it may throw besides SQLException
     */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Works on the connection, without closing it; in a transaction, without committing or rolling back. */
        T run(Connection connection) throws SQLException, E;
    }

    /**
     * Really asks the database: takes a connection, opening one and waking the compute if need be, even in {@link PoolState#DOWN}, sends an empty
     * query, and gives the connection back. Where the server refused, at the earliest a second after that.
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

    /** The pool's name in logs and metrics: endpoint or host, and database. */
    public String name() {
        return pool.toString();
    }

    /** Tells a listener from now on, until the pool is closed; one that is added twice is told twice. */
    public void listen(PoolListener listener) {
        pool.listen(Objects.requireNonNull(listener, "listener"));
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
