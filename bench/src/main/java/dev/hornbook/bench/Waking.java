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
 * The compute has suspended under a pool that stood idle, and many callers come at once, each to ask one small thing.
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
                try (var pool = contender.open(simulator.url(), Contender.Terms.of(connections, PATIENCE))) {
                    Callers.hold(IDLE);
                    simulator.suspend();
                    measure(contender, simulator, pool, figures);
                }
            });
        }
    }

    private void measure(Contender contender, Simulator simulator, Contender.Opened pool, Figures figures) throws Exception {
        long before = simulator.counters().connects();
        long[] awake = new long[1];
        long[] attempts = new long[1];
        long began = System.nanoTime();
        var waits = Callers.with(callers, () -> ask(pool), () -> {
            if (simulator.awaitState(ComputeState.ACTIVE, PATIENCE)) {
                attempts[0] = simulator.counters().connects() - before;
                awake[0] = System.nanoTime();
            }
        });
        var served = Waits.of(List.of(waits.stream().flatMapToLong(OptionalLong::stream).boxed().toList()));
        figures.add(FAILED, contender, (double) callers - served.count());
        figures.add(ATTEMPTS, contender, attempts[0]);
        figures.add("the compute was awake after, ms", contender, (awake[0] - began) / 1e6);
        figures.add(MEAN, contender, served.mean());
        figures.add("wait, p99, ms", contender, served.quantile(0.99));
        figures.add("wait, max, ms", contender, served.quantile(1));
    }

    /** How long the caller waited for its connection; empty when it got none, or none that worked. */
    private static OptionalLong ask(Contender.Opened pool) {
        long asked = System.nanoTime();
        long[] lent = new long[1];
        try {
            pool.plainly(connection -> {
                lent[0] = System.nanoTime();
                one(connection);
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
