package dev.hornbook.bench;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * What a pool itself costs a single thread, with no query sent.
 *
 * @param warmUp borrowing that is not counted
 * @param time borrowing that is
 */
record OneThread(Duration warmUp, Duration time) {
    /** Borrows between two looks at the clock, so that the clock costs nothing. */
    private static final int BATCH = 1_000;

    /** Nanoseconds to borrow a connection and return it. */
    double borrow(DataSource source) throws SQLException {
        return measure(() -> {
            try (var connection = source.getConnection()) {
                return connection;
            }
        });
    }

    /** Nanoseconds to borrow a connection, open a statement on it, close it, and return the connection. */
    double borrowAndOpen(DataSource source) throws SQLException {
        return measure(() -> {
            try (var connection = source.getConnection(); var statement = connection.createStatement()) {
                return statement;
            }
        });
    }

    private double measure(Work work) throws SQLException {
        repeat(work, warmUp);
        return repeat(work, time);
    }

    private static double repeat(Work work, Duration time) throws SQLException {
        long began = System.nanoTime();
        long times = 0;
        long took = 0;
        int seen = 0;
        while (took < time.toNanos()) {
            for (int i = 0; i < BATCH; i++) {
                // Looked at, so that the compiler cannot leave the work out.
                seen += work.once() == null ? 1 : 0;
            }
            times += BATCH;
            took = System.nanoTime() - began;
        }
        if (seen > 0) {
            throw new IllegalStateException("a pool lent null");
        }
        return (double) took / times;
    }

    @FunctionalInterface
    private interface Work {
        Object once() throws SQLException;
    }
}
