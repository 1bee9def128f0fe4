package dev.hornbook.pool.soak;

import dev.hornbook.pool.ConnectionLostException;
import dev.hornbook.pool.Demand;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.OutcomeUnknownException;
import dev.hornbook.pool.PoolFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Users of the pool, each on a virtual thread with a seed of its own: statements, transfers between accounts, result sets read in pieces,
 * transactions left open, deadlines too short. What fails must fail with a reason.
 */
final class Callers {
    static final int ACCOUNTS = 100;
    static final int BALANCE = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** What callers do to one another in their transfers; anything else is no answer to what they do. */
    private static final Set<String> EXPECTED = Set.of("40001", "40P01");
    /** A caller may come late to the processor; nobody who was forgotten comes after so long. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(20);

    private final NeonDataSource db;
    private final Tallies tallies;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    Callers(NeonDataSource db, Tallies tallies) {
        this.db = db;
        this.tallies = tallies;
    }

    void start(int count, long seed) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed * 31 + i);
            threads.add(Thread.ofVirtual().name("caller-" + i).start(() -> live(random)));
        }
    }

    /** Ends them, and returns those that did not end in time: they wait for what never comes. */
    List<String> stop(Duration limit) throws InterruptedException {
        stop.countDown();
        long deadline = System.nanoTime() + limit.toNanos();
        List<String> stuck = new ArrayList<>();
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                stuck.add(thread.getName() + " at " + List.of(thread.getStackTrace()).stream().limit(12).toList());
            }
        }
        return stuck;
    }

    private void live(Random random) {
        try {
            while (!stop.await(random.nextInt(20), TimeUnit.MILLISECONDS)) {
                boolean refused = !act(random);
                if (refused && stop.await(20 + random.nextInt(100), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            tallies.violation("a caller was interrupted by nobody");
        }
    }

    private boolean act(Random random) {
        Duration limit = random.nextInt(10) == 0 ? Duration.ofMillis(1 + random.nextInt(50)) : LIMIT;
        Demand demand = switch (random.nextInt(3)) {
            case 0 -> Demand.interactive(limit);
            case 1 -> Demand.normal(limit);
            default -> Demand.background(limit);
        };
        long asked = System.nanoTime();
        try {
            demand.call(() -> {
                work(random, asked);
                return null;
            });
            return true;
        } catch (SQLException e) {
            hasReason(e, asked);
            return false;
        } catch (RuntimeException | Error e) {
            tallies.violation("thrown without a reason: " + e);
            return false;
        }
    }

    private void work(Random random, long asked) throws SQLException {
        int kind = random.nextInt(100);
        if (kind < 30) {
            db.inTransaction(c -> transfer(c, random));
            tallies.count("transactions");
            return;
        }
        try (Connection c = db.getConnection()) {
            tallies.count("borrowed");
            tallies.peak("wait, ms", Duration.ofNanos(System.nanoTime() - asked).toMillis());
            if (kind < 80) {
                echo(c, random.nextInt());
            } else if (kind < 90) {
                readInPieces(c);
            } else if (kind < 95) {
                c.setAutoCommit(false);
                echo(c, random.nextInt());
                tallies.count("left in a transaction");
            } else {
                c.setNetworkTimeout(Runnable::run, 300);
                echo(c, random.nextInt());
            }
        }
        tallies.count("pieces of work");
    }

    /** The answer must be this question's. */
    private void echo(Connection c, int value) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("select ?::int")) {
            s.setInt(1, value);
            try (ResultSet rows = s.executeQuery()) {
                if (!rows.next() || rows.getInt(1) != value) {
                    tallies.violation("another caller's answer");
                }
            }
        }
        tallies.count("statements");
    }

    private void readInPieces(Connection c) throws SQLException {
        c.setAutoCommit(false);
        try (Statement s = c.createStatement()) {
            s.setFetchSize(50);
            try (ResultSet rows = s.executeQuery("select n from generate_series(1, 500) n")) {
                int expected = 1;
                while (rows.next()) {
                    if (rows.getInt(1) != expected++) {
                        tallies.violation("another caller's rows");
                    }
                }
            }
        }
        c.commit();
        tallies.count("statements");
    }

    private Void transfer(Connection c, Random random) throws SQLException {
        int from = random.nextInt(ACCOUNTS);
        int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        for (int[] step : new int[][]{{from, -1}, {to, 1}}) {
            try (PreparedStatement s = c.prepareStatement("update soak_account set balance = balance + ? where id = ?")) {
                s.setInt(1, step[1]);
                s.setInt(2, step[0]);
                if (s.executeUpdate() != 1) {
                    tallies.violation("an account was not there");
                }
            }
        }
        tallies.count("statements");
        return null;
    }

    private void hasReason(SQLException e, long asked) {
        if (System.nanoTime() - asked > LIMIT.plus(FORGOTTEN).toNanos()) {
            tallies.violation("told only after " + Duration.ofNanos(System.nanoTime() - asked) + ": " + e.getMessage());
        }
        switch (e) {
            case PoolFailure failure -> {
                tallies.count("refused: " + failure.reason().kind().name());
                if (failure.reason().text().isBlank() || failure.snapshot() == null) {
                    tallies.violation("refused without a reason: " + e);
                }
            }
            case ConnectionLostException lost -> tallies.count("lost: " + lost.fault());
            case OutcomeUnknownException unknown -> tallies.count("lost: outcome of a commit unknown");
            default -> {
                tallies.count("failed: SQLSTATE " + e.getSQLState());
                if (!EXPECTED.contains(e.getSQLState())) {
                    tallies.violation("failed without a reason: SQLSTATE " + e.getSQLState() + ", " + e);
                }
            }
        }
    }
}
