package dev.hornbook.bench;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;

/**
 * Many virtual threads that each borrow a connection, hold it for a moment and borrow again at once: what a busy server looks like from its
 * pool. A pool that lets whoever comes first take what was just returned serves a few threads and starves the rest.
 *
 * @param callers threads
 * @param hold how long each keeps a connection
 * @param warmUp how long they go on uncounted
 * @param time how long they go on
 */
record Crowd(int connections, int callers, Duration hold, Duration warmUp, Duration time) implements Scenario {
    private static final String TAIL = "p99.9 over mean";
    private static final String RATE = "connections lent a s";
    private static final String FAILED = "failed";

    @Override
    public String name() {
        return "crowd";
    }

    @Override
    public String title() {
        return "%,d virtual threads, each borrowing for %d ms and again at once, %d s".formatted(callers, hold.toMillis(),
                time.toSeconds());
    }

    @Override
    public Map<String, Goal> goals() {
        return Map.of(TAIL, Goal.atMost(1.5, "at most 1.5"), RATE, Goal.ratioAtLeast(1, "at least 1×"), FAILED,
                Goal.neverAbove(0, "none"));
    }

    /** Nobody waits so long that patience ends it: a pool that starves its callers shows that in their waits. */
    @Override
    public void measure(Plan plan, Figures figures) throws Exception {
        try (var simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend())) {
            plan.alternating(this, contender -> {
                try (var pool = contender.open(simulator.url(), Contender.Terms.of(connections, time.plusSeconds(30)))) {
                    go(pool.source(), warmUp);
                    go(pool.source(), time).forEach((quantity, value) -> figures.add(quantity, contender, value));
                }
            });
        }
    }

    private Map<String, Double> go(DataSource source, Duration goOn) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        var ended = Callers.together(callers, () -> {
            var caller = new Caller();
            caller.borrowUntil(System.nanoTime() + goOn.toNanos(), source, hold);
            return caller;
        });
        double seconds = (System.nanoTime() - began) / 1e9;
        var waits = Waits.of(ended.stream().map(caller -> caller.waits).toList());
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("wait, mean, ms", waits.mean());
        figures.put("wait, p50, ms", waits.quantile(0.5));
        figures.put("wait, p99, ms", waits.quantile(0.99));
        figures.put("wait, p99.9, ms", waits.quantile(0.999));
        figures.put("wait, max, ms", waits.quantile(1));
        figures.put(TAIL, waits.quantile(0.999) / waits.mean());
        figures.put(RATE, waits.count() / seconds);
        figures.put(FAILED, (double) ended.stream().mapToLong(caller -> caller.failed).sum());
        return figures;
    }

    /**
     * One thread's own account, so that counting costs no contention: every wait until a connection was there, the last one too, which began
     * within the time and may have ended after it.
     */
    private static final class Caller {
        private final List<Long> waits = new ArrayList<>();
        private long failed;

        void borrowUntil(long end, DataSource source, Duration hold) {
            for (long asked = System.nanoTime(); asked - end < 0; asked = System.nanoTime()) {
                try (var _ = source.getConnection()) {
                    waits.add(System.nanoTime() - asked);
                    Callers.hold(hold);
                } catch (SQLException e) {
                    failed++;
                }
            }
        }
    }
}
