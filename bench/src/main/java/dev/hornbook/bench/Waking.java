package dev.hornbook.bench;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The compute has suspended under a pool that stood idle, and many callers come at once. They borrow a connection that works and return it:
 * that is what the goal is about. Then the same with callers that each ask one small thing, whose answers the two share the processors with.
 *
 * @param coldStart what waking takes on top of PostgreSQL's own start
 */
record Waking(int connections, int callers, Duration coldStart) implements Scenario {
    /** Longer than either pool lends a connection unasked after its last use. */
    private static final Duration IDLE = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FAILED = "failed";
    private static final String ATTEMPTS = "connect attempts until awake";
    private static final String MEAN = "wait, mean, ms";
    private static final Contender.Use NOTHING = connection -> {};

    @Override
    public String name() {
        return "waking";
    }

    @Override
    public String title() {
        return "%,d callers on a suspended compute, cold start %d ms".formatted(callers, coldStart.toMillis());
    }

    @Override
    public Map<String, Goal> goals() {
        long limit = coldStart.plusMillis(60).toMillis();
        return Map.of(FAILED, Goal.neverAbove(0, "none"), ATTEMPTS, Goal.neverAbove(1, "1"), MEAN,
                Goal.atMost(limit, "at most " + limit));
    }

    @Override
    public void measure(Plan plan, Figures figures) throws Exception {
        try (var simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend().coldStart(coldStart))) {
            plan.alternating(this, contender -> {
                var borrowing = wake(contender, simulator, NOTHING);
                var asking = wake(contender, simulator, Waking::one);
                figures.add(FAILED, contender, 2.0 * callers - borrowing.waits.count() - asking.waits.count());
                figures.add(ATTEMPTS, contender, Math.max(borrowing.attempts, asking.attempts));
                figures.add("the compute was awake after, ms", contender, borrowing.awake);
                figures.add(MEAN, contender, borrowing.waits.mean());
                figures.add("wait, p99, ms", contender, borrowing.waits.quantile(0.99));
                figures.add("wait, max, ms", contender, borrowing.waits.quantile(1));
                figures.add("each asking something: wait, mean, ms", contender, asking.waits.mean());
                figures.add("each asking something: wait, max, ms", contender, asking.waits.quantile(1));
            });
        }
    }

    /**
     * What came of it.
     *
     * @param attempts connections that the simulator had accepted when the compute was awake
     * @param awake milliseconds
     * @param waits of those who were served
     */
    private record Woken(long attempts, double awake, Waits waits) {}

    private Woken wake(Contender contender, Simulator simulator, Contender.Use use) throws Exception {
        try (var pool = contender.open(simulator.url(), Contender.Terms.of(connections, PATIENCE))) {
            Callers.hold(IDLE);
            simulator.suspend();
            long before = simulator.counters().connects();
            long began = System.nanoTime();
            long[] awake = new long[2];
            var waits = Callers.with(callers, () -> wait(pool, use), () -> {
                if (simulator.awaitState(ComputeState.ACTIVE, PATIENCE)) {
                    awake[0] = System.nanoTime();
                    awake[1] = simulator.counters().connects() - before;
                }
            });
            return new Woken(awake[1], (awake[0] - began) / 1e6,
                    Waits.of(List.of(waits.stream().flatMapToLong(OptionalLong::stream).boxed().toList())));
        }
    }

    /** How long the caller waited for its connection; empty when it got none, or none that worked. */
    private static OptionalLong wait(Contender.Opened pool, Contender.Use use) {
        long asked = System.nanoTime();
        long[] lent = new long[1];
        try {
            pool.plainly(connection -> {
                lent[0] = System.nanoTime();
                use.on(connection);
            });
            return OptionalLong.of(lent[0] - asked);
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    /** The smallest question that the server has to answer. */
    static void one(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery("select 1")) {
            row.next();
        }
    }
}
