package dev.hornbook.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** One unit of work with its runs. */
final class Transactions {
    private static final int RUNS = 4;
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private final NeonDataSource source;
    private final long deadline;

    Transactions(NeonDataSource source, long deadline) {
        this.source = source;
        this.deadline = deadline;
    }

    <T, E extends Exception> T run(NeonDataSource.TransactionWork<T, E> work) throws SQLException, E {
        for (int run = 1;; run++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (!conflict(e) || run == RUNS || !pause(run)) {
                    throw e;
                }
            }
        }
    }

    private <T, E extends Exception> T once(NeonDataSource.TransactionWork<T, E> work) throws SQLException, E {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.run(connection);
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            }
            commit(connection);
            return result;
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

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw unknown(e) ? new OutcomeUnknownException(e) : e;
        }
    }

    /**
     * Whether the server may have committed without our hearing of it: it did not answer with an error about the transaction itself. 08003 says
     * that the connection was closed before, so that COMMIT was never sent.
     */
    private static boolean unknown(SQLException e) {
        String state = e.getSQLState() == null ? "08" : e.getSQLState();
        return (state.startsWith("08") && !state.equals("08003")) || state.startsWith("57P");
    }

    private static boolean conflict(SQLException e) {
        return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
    }

    /** A pause chosen by chance, doubling its ceiling with each run; false when the deadline would pass. */
    private boolean pause(int run) {
        long pause = ThreadLocalRandom.current().nextLong(PAUSE << run);
        if (System.nanoTime() + pause - deadline >= 0) {
            return false;
        }
        LockSupport.parkNanos(pause);
        return !Thread.currentThread().isInterrupted();
    }
}
