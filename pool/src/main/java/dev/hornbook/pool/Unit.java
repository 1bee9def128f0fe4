package dev.hornbook.pool;

import dev.hornbook.pool.Fault.Established;
import dev.hornbook.pool.internal.ConnectionHandle;
import dev.hornbook.pool.internal.Pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A unit of work with its runs: once more when the connection was lost under it, within the pool's budget, and a few times more when its
 * transaction met another. It is never run again once its COMMIT has been sent, nor past its deadline.
 */
final class Unit {
    private static final int RUNS = 4;
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private final NeonDataSource source;
    private final Pool pool;
    private final long deadline;
    private int conflicts;
    private boolean repeated;
    /** Of the run under way, or the last: what ended its connection, if anything. */
    private Optional<Established> loss = Optional.empty();

    Unit(NeonDataSource source, Pool pool, long deadline) {
        this.source = source;
        this.pool = pool;
        this.deadline = deadline;
    }

    /** One run on a connection. */
    interface Run<T, E extends Exception> {
        T on(Connection connection) throws SQLException, E;
    }

    <T, E extends Exception> T repeat(Run<T, E> work) throws SQLException, E {
        pool.unitBegins();
        Exception first = null;
        while (true) {
            try {
                return once(work);
            } catch (Exception failure) {
                if (first != null && first != failure) {
                    failure.addSuppressed(first);
                }
                if (!again(failure)) {
                    throw failure;
                }
                first = failure;
            }
        }
    }

    /** @param tracked to note the transaction's id before it commits */
    <T, E extends Exception> T transaction(Run<T, E> work, boolean tracked) throws SQLException, E {
        return repeat(connection -> {
            connection.setAutoCommit(false);
            T result;
            String id;
            try {
                result = work.on(connection);
                id = tracked ? Outcomes.currentTransaction(connection) : null;
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            }
            commit(connection, id);
            return result;
        });
    }

    private <T, E extends Exception> T once(Run<T, E> work) throws SQLException, E {
        try (Connection connection = source.connection(deadline)) {
            try {
                return work.on(connection);
            } finally {
                loss = ConnectionHandle.loss(connection);
            }
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The unit's own failure is what the caller has to know; a broken connection cannot roll back and need not.
            failure.addSuppressed(e);
        }
    }

    private static void commit(Connection connection, String id) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw unknown(e) ? new OutcomeUnknownException(e, id) : e;
        }
    }

    /**
     * Whether the server may have committed without our hearing of it. 08003 says that the connection was closed before, so that COMMIT was never
     * sent; a transaction that stood idle for too long had been ended before it came, and a pooler without a server sent it nowhere.
     */
    private static boolean unknown(SQLException e) {
        return e instanceof ConnectionLostException lost
                ? !"08003".equals(e.getSQLState()) && lost.fault() != Established.LEAKED_TRANSACTION
                        && lost.fault() != Established.OVERLOADED
                : e.getSQLState() == null;
    }

    private boolean again(Exception failure) {
        if (failure instanceof OutcomeUnknownException || Thread.currentThread().isInterrupted()) {
            return false;
        }
        if (conflict(failure)) {
            return ++conflicts < RUNS && pause();
        }
        boolean lost = loss.filter(Established::condemns).isPresent();
        if (!lost || repeated || deadline - System.nanoTime() <= 0 || !pool.mayRepeat()) {
            return false;
        }
        repeated = true;
        return true;
    }

    private static boolean conflict(Exception failure) {
        return failure instanceof SQLException e && ("40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState()));
    }

    /** A pause chosen by chance, doubling its ceiling with each conflict; false when the deadline would pass. */
    private boolean pause() {
        long pause = ThreadLocalRandom.current().nextLong(PAUSE << conflicts);
        if (System.nanoTime() + pause - deadline >= 0) {
            return false;
        }
        LockSupport.parkNanos(pause);
        return !Thread.currentThread().isInterrupted();
    }
}
