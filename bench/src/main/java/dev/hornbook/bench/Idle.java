package dev.hornbook.bench;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Both pools, as they come, are used once and then left alone, each with a compute of its own. A third compute is used once without a pool: when
 * that one sleeps is its timeout, for a young database is kept awake a little longer by its own autovacuum.
 *
 * @param time how long they are left alone
 * @param suspendAfter after how long without activity the compute suspends
 * @param judged whether that is Neon's default, which the goals are meant for
 */
record Idle(Duration time, Duration suspendAfter, boolean judged) implements Scenario {
    private static final Duration NOTICED = Duration.ofSeconds(12);
    private static final String SENT = "sent on connections kept, bytes";
    private static final String SLEPT = "the compute slept after, s";
    private static final String LATER = "later than one without a pool, s";

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String title() {
        return "Idle for %d s, default settings; the compute suspends after %d s (measured once)".formatted(time.toSeconds(),
                suspendAfter.toSeconds());
    }

    /** PostgreSQL tells of an idle session's last statement 10 s late (PGSTAT_IDLE_INTERVAL), and the compute is looked at every half second. */
    @Override
    public Map<String, Goal> goals() {
        Map<String, Goal> goals = new LinkedHashMap<>(Map.of(SENT, Goal.neverAbove(0, "nothing"), LATER,
                Goal.neverAbove(NOTICED.toSeconds(), "at its timeout")));
        if (!judged) {
            goals.replaceAll((_, goal) -> goal.unjudged());
        }
        return goals;
    }

    @Override
    public void measure(Plan plan, Figures figures) throws Exception {
        plan.once().together(this, () -> {
            try (var simulator = Simulator.start(settings()); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                try (var witness = new Witness(simulator.url())) {
                    witness.prepare();
                }
                var own = threads.submit(() -> slept(simulator, System.nanoTime()));
                Outage.both(contender -> {
                    once(contender, figures);
                    return null;
                });
                for (var contender : Contender.values()) {
                    figures.add(LATER, contender, figures.of(SLEPT, contender).getFirst() - own.get());
                }
            }
        });
    }

    private SimulatorSettings settings() {
        return SimulatorSettings.temporary().suspendAfter(suspendAfter);
    }

    private void once(Contender contender, Figures figures) throws Exception {
        try (var simulator = Simulator.start(settings());
                var gate = new Gate(simulator.port());
                var pool = contender.asItComes(gate.through(simulator.url()))) {
            pool.plainly(Waking::one);
            long used = System.nanoTime();
            // HikariCP opens nine more now; what opening sends is no pinging.
            Callers.hold(Duration.ofSeconds(1));
            long said = gate.said();
            double slept = slept(simulator, used);
            Callers.hold(left(used));
            figures.add(SENT, contender, gate.said() - said);
            figures.add("sent to end connections, bytes", contender, gate.farewells());
            figures.add("connections opened", contender, gate.connects());
            figures.add(SLEPT, contender, slept);
        }
    }

    /** Seconds after its last use; NaN when it does not sleep in time. */
    private double slept(Simulator simulator, long used) throws InterruptedException {
        return simulator.awaitState(ComputeState.IDLE, left(used)) ? (System.nanoTime() - used) / 1e9 : Double.NaN;
    }

    private Duration left(long used) {
        return time.minusNanos(System.nanoTime() - used);
    }
}
