package dev.hornbook.bench;

import dev.hornbook.pool.PoolFailure;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The database cannot be reached for a while: every connection is reset, and every attempt. Each caller asks one small thing, pauses for a
 * moment and asks again. An outage counts as known once the pool has told it to any caller. Both pools go through it beside each other, each
 * with its own callers and its own way to the database.
 *
 * @param patience the callers' deadline
 * @param outage how long it lasts
 * @param repeats how many outages each run has
 * @param judged whether it is as long as the goals are meant for
 */
record Outage(int connections, int callers, Duration patience, Duration outage, int repeats, boolean judged) implements Scenario {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration BEFORE = Duration.ofMillis(500);
    private static final Duration RETURN = Duration.ofSeconds(30);
    private static final String ATTEMPTS = "connect attempts";
    private static final String TOLD = "told once it is known, slowest, ms";
    private static final String REASONLESS = "told without a reason";
    private static final String BACK = "first success after the return, ms";

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public String title() {
        return "%d s of outage, %d callers, deadline %d ms".formatted(outage.toSeconds(), callers, patience.toMillis());
    }

    @Override
    public Map<String, Goal> goals() {
        Map<String, Goal> goals = new LinkedHashMap<>(Map.of(ATTEMPTS, Goal.neverAbove(30, "at most 30"), TOLD,
                Goal.neverAbove(5, "within 5"), REASONLESS, Goal.neverAbove(0, "none"), BACK, Goal.atMost(700, "within 700, median")));
        if (!judged) {
            goals.replaceAll((_, goal) -> goal.unjudged());
        }
        return goals;
    }

    @Override
    public void measure(Plan plan, Figures figures) throws Exception {
        try (var simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend())) {
            plan.times(repeats).together(this, () -> both(contender -> {
                once(contender, simulator, figures);
                return null;
            }));
        }
    }

    /** Does it for each pool on a thread of its own. */
    static void both(Each each) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (var contender : Contender.values()) {
                work.add(() -> each.of(contender));
            }
            for (var ended : threads.invokeAll(work)) {
                ended.get();
            }
        }
    }

    @FunctionalInterface
    interface Each {
        Void of(Contender contender) throws Exception;
    }

    private void once(Contender contender, Simulator simulator, Figures figures) throws Exception {
        var course = new Course();
        try (var gate = new Gate(simulator.port());
                var pool = contender.open(gate.through(simulator.url()), Contender.Terms.of(connections, patience))) {
            var told = Callers.with(callers, () -> call(pool, course), () -> {
                try {
                    Callers.hold(BEFORE);
                    long before = gate.connects();
                    course.begun = true;
                    gate.shut();
                    Callers.hold(outage);
                    figures.add(ATTEMPTS, contender, gate.connects() - before);
                    course.returned = System.nanoTime();
                    gate.open();
                    Callers.await("a caller is served again", RETURN, () -> course.served != 0);
                } finally {
                    course.done = true;
                }
            });
            var times = Waits.of(told);
            figures.add("told once it is known, p50, ms", contender, times.quantile(0.5));
            figures.add("told once it is known, p99, ms", contender, times.quantile(0.99));
            figures.add(TOLD, contender, times.quantile(1));
            figures.add("told once it is known, times", contender, times.count());
            if (contender == Contender.HORNBOOK) {
                figures.add(REASONLESS, contender, course.reasonless.get());
            }
            figures.add(BACK, contender, (course.served - course.returned) / 1e6);
        }
    }

    /** How long each refusal took of which it was known, when it was asked for, that it would come. */
    private static List<Long> call(Contender.Opened pool, Course course) {
        List<Long> told = new ArrayList<>();
        while (!course.done) {
            boolean known = course.known;
            long asked = System.nanoTime();
            try (var connection = pool.source().getConnection()) {
                course.answered(connection);
            } catch (SQLException e) {
                if (known && course.lasts()) {
                    told.add(System.nanoTime() - asked);
                }
                course.refused(e);
            }
            Callers.hold(PAUSE);
        }
        return told;
    }

    /** How far it has come. */
    private static final class Course {
        private final AtomicLong reasonless = new AtomicLong();
        private volatile boolean begun;
        private volatile boolean known;
        private volatile long returned;
        private volatile long served;
        private volatile boolean done;

        boolean lasts() {
            return begun && returned == 0;
        }

        /** A statement that fails on a connection lent before is no refusal; whoever asks next is refused, or served. */
        void answered(java.sql.Connection connection) {
            try {
                Waking.one(connection);
                if (returned != 0 && served == 0) {
                    served = System.nanoTime();
                }
            } catch (SQLException e) {
                // The reset itself.
            }
        }

        void refused(SQLException e) {
            if (lasts()) {
                known = true;
                if (!(e instanceof PoolFailure failure && failure.reason() != null)) {
                    reasonless.incrementAndGet();
                }
            }
        }
    }
}
