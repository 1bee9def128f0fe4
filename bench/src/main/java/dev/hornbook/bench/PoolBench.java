package dev.hornbook.bench;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Hornbook Pool beside HikariCP, in one process and against one simulator. Who goes first changes with each run, so that neither always meets
 * the cooler machine.
 *
 * @param runs how often everything is measured
 * @param connections of each pool
 * @param time of the crowd in each run, for each pool
 */
record PoolBench(int runs, int connections, Duration time) {
    private static final int CALLERS = 1_000;
    private static final Duration HOLD = Duration.ofMillis(1);
    private static final OneThread ONE_THREAD = new OneThread(Duration.ofMillis(400), Duration.ofMillis(800));
    private static final HandOver WARM_UP = new HandOver(CALLERS, HOLD, Duration.ofSeconds(1));

    Figures measure(PrintStream progress) throws SQLException, InterruptedException, ExecutionException {
        var figures = new Figures();
        try (var simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend())) {
            for (int run = 1; run <= runs; run++) {
                var order = List.of(Contender.values());
                for (var contender : run % 2 == 1 ? order : order.reversed()) {
                    progress.println("run " + run + " of " + runs + ": " + contender.title());
                    measure(contender, simulator.url(), figures);
                }
            }
        }
        return figures;
    }

    /** Nobody waits so long that patience ends it: a pool that starves its callers shows that in their waits. */
    private void measure(Contender contender, String url, Figures figures) throws SQLException, InterruptedException, ExecutionException {
        try (var pool = contender.open(url, connections, time.plusSeconds(30))) {
            var alone = "One thread, ns";
            figures.add(alone, "borrow, return", contender, ONE_THREAD.borrow(pool.source()));
            figures.add(alone, "borrow, open, return", contender, ONE_THREAD.borrowAndOpen(pool.source()));

            WARM_UP.run(pool.source());
            var waits = new HandOver(CALLERS, HOLD, time).run(pool.source());
            var crowd = "%,d virtual threads, each borrowing for %d ms and again at once, %d s".formatted(CALLERS, HOLD.toMillis(),
                    time.toSeconds());
            figures.add(crowd, "wait, mean, ms", contender, waits.mean());
            figures.add(crowd, "wait, p50, ms", contender, waits.quantile(0.5));
            figures.add(crowd, "wait, p99, ms", contender, waits.quantile(0.99));
            figures.add(crowd, "wait, p99.9, ms", contender, waits.quantile(0.999));
            figures.add(crowd, "wait, max, ms", contender, waits.quantile(1));
            figures.add(crowd, "p99.9 over mean", contender, waits.quantile(0.999) / waits.mean());
            figures.add(crowd, "connections lent a s", contender, waits.throughput());
            figures.add(crowd, "failed", contender, waits.failed());
        }
    }
}
