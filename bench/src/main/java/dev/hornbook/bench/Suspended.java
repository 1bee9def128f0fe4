package dev.hornbook.bench;

import dev.hornbook.pool.ConnectionLostException;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The compute is suspended while callers read, each time with a statement in flight on every connection. They read what bears being read
 * twice: once declared so where the pool takes such a declaration, once not.
 *
 * <p>A {@link Witness} keeps the statements on the server until it is suspended, so that they can be counted there.
 *
 * @param times how often it is suspended in each run
 */
record Suspended(int connections, int callers, int times) implements Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String IN_FLIGHT = "in flight at each suspend, least";
    private static final String FAILED = "declared repeatable: failed";
    private static final String UNTOLD = "not declared: in flight, and not failed once";
    private static final String UNTYPED = "not declared: failed otherwise than lost";

    @Override
    public String name() {
        return "suspended";
    }

    @Override
    public String title() {
        return "Suspended %d times under %d callers that read (HikariCP knows no declaration, and reads plainly)".formatted(times, callers);
    }

    @Override
    public Map<String, Goal> goals() {
        return Map.of(IN_FLIGHT, Goal.neverBelow(connections, "at least " + connections), FAILED, Goal.neverAbove(0, "none"), UNTOLD,
                Goal.neverAbove(0, "none"), UNTYPED, Goal.neverAbove(0, "none"));
    }

    @Override
    public void measure(Plan plan, Figures figures) throws Exception {
        try (var simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend().coldStart(Duration.ofMillis(500)))) {
            try (var witness = new Witness(simulator.url())) {
                witness.prepare();
            }
            plan.alternating(this, contender -> {
                var declared = new Account();
                read(contender, simulator, declared, Contender.Opened::repeatable);
                var plain = new Account();
                read(contender, simulator, plain, Contender.Opened::plainly);
                figures.add(IN_FLIGHT, contender, Math.min(declared.least, plain.least));
                figures.add("in flight in all, declared and not", contender, declared.inFlight + plain.inFlight);
                figures.add(FAILED, contender, declared.lost.get() + declared.other.get());
                figures.add("not declared: failed", contender, plain.lost.get() + plain.other.get());
                figures.add(UNTOLD, contender, Math.abs(plain.inFlight - plain.lost.get() - plain.other.get()));
                if (contender == Contender.HORNBOOK) {
                    figures.add(UNTYPED, contender, plain.other.get());
                }
            });
        }
    }

    @FunctionalInterface
    private interface Way {
        void use(Contender.Opened pool, Contender.Use use) throws SQLException;
    }

    private void read(Contender contender, Simulator simulator, Account account, Way way) throws Exception {
        var done = new AtomicBoolean();
        try (var pool = contender.open(simulator.url(), Contender.Terms.of(connections, PATIENCE))) {
            Callers.with(callers, () -> {
                while (!done.get()) {
                    account.of(() -> way.use(pool, Suspended::read));
                }
                return null;
            }, () -> {
                try {
                    for (int time = 0; time < times; time++) {
                        awaitWork(account);
                        suspend(simulator, account);
                    }
                    awaitWork(account);
                } finally {
                    done.set(true);
                }
            });
        }
    }

    private void suspend(Simulator simulator, Account account) throws SQLException {
        try (var witness = new Witness(simulator.url())) {
            witness.hold();
            Callers.await("every connection has a statement in flight", PATIENCE, () -> witness.held() >= connections);
            account.counted(witness.held());
            simulator.suspend();
        }
    }

    /** Until every caller has had its turn, more or less. */
    private void awaitWork(Account account) {
        long enough = account.read.get() + callers;
        Callers.await("callers read", PATIENCE, () -> account.read.get() >= enough);
    }

    private static void read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(Witness.READ)) {
            row.next();
        }
    }

    /** What callers met. */
    private static final class Account {
        private final AtomicLong read = new AtomicLong();
        private final AtomicLong lost = new AtomicLong();
        private final AtomicLong other = new AtomicLong();
        private long inFlight;
        private long least = Long.MAX_VALUE;

        void counted(long statements) {
            inFlight += statements;
            least = Math.min(least, statements);
        }

        void of(Reading reading) {
            try {
                reading.once();
                read.incrementAndGet();
            } catch (ConnectionLostException e) {
                lost.incrementAndGet();
            } catch (SQLException e) {
                other.incrementAndGet();
            }
        }
    }

    @FunctionalInterface
    private interface Reading {
        void once() throws SQLException;
    }
}
