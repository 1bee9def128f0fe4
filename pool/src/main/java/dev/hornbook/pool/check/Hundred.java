package dev.hornbook.pool.check;

import dev.hornbook.pool.Demand;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.PoolFailure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A hundred short operations at once: what a class that begins to ask does to the pool. */
final class Hundred {
    static final int OPERATIONS = 100;

    /** How one went: how long it waited for its connection, or why it got none. */
    private record Operation(Duration waited, String refused) {}

    private final NeonDataSource pool;

    Hundred(NeonDataSource pool) {
        this.pool = pool;
    }

    Finding atOnce(Duration limit) throws InterruptedException {
        long begun = System.nanoTime();
        List<Operation> all = run(Demand.interactive(limit));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        List<String> refused = all.stream().map(Operation::refused).filter(reason -> reason != null).toList();
        List<Duration> waits = all.stream().filter(operation -> operation.refused() == null).map(Operation::waited).toList();
        String through = OPERATIONS + " operations at once, over " + Words.count(pool.snapshot().total(), "connection") + " in the end";
        if (!refused.isEmpty()) {
            return Finding.attention(through + ": " + refused.size() + " were refused", refused.getFirst())
                    .figure("refused", refused.size()).figure("millis", took.toMillis());
        }
        Duration most = RoundTrips.percentile(waits, 95);
        return Finding.fine(through + ": all done in " + Words.time(took) + ", p95 waited " + Words.time(most) + " for its connection")
                .figure("refused", 0).figure("millis", took.toMillis()).figure("p95WaitMillis", Words.milliseconds(most))
                .figure("connections", pool.snapshot().total());
    }

    private List<Operation> run(Demand demand) throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Operation>> all = Collections.nCopies(OPERATIONS, () -> demand.call(this::operate));
            return callers.invokeAll(all).stream().map(Future::resultNow).toList();
        }
    }

    private Operation operate() {
        long asked = System.nanoTime();
        try (Connection c = pool.getConnection()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - asked);
            try (Statement s = c.createStatement(); ResultSet row = s.executeQuery("select 1")) {
                row.next();
            }
            return new Operation(waited, null);
        } catch (SQLException e) {
            return new Operation(Duration.ZERO, e instanceof PoolFailure failure
                    ? failure.reason().text()
                    : "A statement failed (SQLSTATE " + e.getSQLState() + "). Run the check again.");
        }
    }
}
