package dev.hornbook.bench;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Both pools, as they come, are used once and then left alone, each with a compute of its own.
 *
 * @param time how long they are left alone
 * @param suspendAfter after how long without activity the compute suspends
 * @param judged whether that is Neon's default, which the goals are meant for
 */
record Idle(Duration time, Duration suspendAfter, boolean judged) implements Scenario {
    private static final Duration NOTICED = Duration.ofSeconds(12);
    private static final String SENT = "sent on connections kept, bytes";
    private static final String SLEPT = "the compute slept after, s";

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
        Map<String, Goal> goals = new LinkedHashMap<>(Map.of(SENT, Goal.neverAbove(0, "nothing"), SLEPT,
                Goal.neverAbove(suspendAfter.plus(NOTICED).toSeconds(), "at its timeout")));
        if (!judged) {
            goals.replaceAll((_, goal) -> goal.unjudged());
        }
        return goals;
    }

    @Override
    public void measure(Plan plan, Figures figures) throws Exception {
        plan.once().together(this, () -> Outage.both(contender -> {
            once(contender, figures);
            return null;
        }));
    }

    private void once(Contender contender, Figures figures) throws Exception {
        try (var simulator = Simulator.start(SimulatorSettings.temporary().suspendAfter(suspendAfter));
                var gate = new Gate(simulator.port());
                var pool = contender.asItComes(gate.through(simulator.url()))) {
            pool.plainly(Waking::one);
            long used = System.nanoTime();
            // HikariCP opens nine more now; what opening sends is no pinging.
            Callers.hold(Duration.ofSeconds(1));
            long said = gate.said();
            long left = time.toNanos() - (System.nanoTime() - used);
            boolean slept = simulator.awaitState(ComputeState.IDLE, Duration.ofNanos(left));
            double after = slept ? (System.nanoTime() - used) / 1e9 : Double.NaN;
            Callers.hold(Duration.ofNanos(time.toNanos() - (System.nanoTime() - used)));
            figures.add(SENT, contender, gate.said() - said);
            figures.add("sent to end connections, bytes", contender, gate.farewells());
            figures.add("connections opened", contender, gate.connects());
            figures.add(SLEPT, contender, after);
        }
    }
}
