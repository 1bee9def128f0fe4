package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.ComputeSize;
import dev.hornbook.sim.Counters;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A hundred operations at once, through a pool of 16, against the smallest of computes, over TLS, while it sleeps and takes a second to wake.
 * How long that takes is measured by {@code ./hornbook check} and told in docs/performance.md; that the pool adds nothing to the cold start is
 * shown on a clock of the test's own ({@code WakeAddsNothingTest}).
 */
@Tag("integration")
class HundredAtOnceTest {
    private static final int OPERATIONS = 100;
    private static final int CONNECTIONS = 16;
    private static Simulator neon;

    enum Host {
        DIRECT(Simulator::url),
        POOLED(Simulator::pooledUrl);

        private final Function<Simulator, String> url;

        Host(Function<Simulator, String> url) {
            this.url = url;
        }
    }

    @BeforeAll
    static void start() {
        neon = Simulator
                .start(SimulatorSettings.temporary().neverSuspend().computeSize(ComputeSize.of(0.25)).coldStart(Duration.ofSeconds(1)));
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    @ParameterizedTest
    @EnumSource
    void allAreDoneAfterOneWakeOverSixteenConnectionsAndNobodyIsRefused(Host host) throws Exception {
        neon.suspend();
        Counters before = neon.counters();
        try (var db = NeonDataSource.open(NeonSettings.of(host.url.apply(neon)).maximumSize(CONNECTIONS));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Set<Integer> servers = ConcurrentHashMap.newKeySet();
            List<Callable<Boolean>> all = Collections.nCopies(OPERATIONS, () -> servers.add(operate(db)));
            for (Future<Boolean> one : callers.invokeAll(all)) {
                one.get();
            }
            Counters after = neon.counters();
            assertThat(after.wakes() - before.wakes()).as("wakes").isEqualTo(1);
            assertThat(after.connects() - before.connects()).as("connects").isBetween(1L, (long) CONNECTIONS);
            assertThat(after.refused() - before.refused()).as("refused by the proxy or the server").isZero();
            assertThat(servers).as("processes of the server").hasSizeLessThanOrEqualTo(CONNECTIONS);
            PoolSnapshot snapshot = db.snapshot();
            assertThat(snapshot.counters().refused()).as("refused by the pool").isZero();
            assertThat(snapshot.counters().failed()).as("attempts that failed").isZero();
            assertThat(snapshot.capacity().map(Capacity::maxConnections)).contains(104);
            assertThat(snapshot.wakes()).as("one connection where there was none").containsEntry(WakeCause.DEMAND, 1L);
        }
    }

    /** Keeps its connection long enough for the others to want more of them. */
    private static int operate(NeonDataSource db) throws SQLException {
        return Database.number(db, "select pg_backend_pid() from pg_sleep(0.02)");
    }
}
