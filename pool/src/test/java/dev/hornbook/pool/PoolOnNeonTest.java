package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pool over the road that leads to Neon: TLS, SCRAM with channel binding, a compute that sleeps and wakes. */
@Tag("integration")
class PoolOnNeonTest {
    private static Simulator neon;

    @BeforeAll
    static void start() {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend().coldStart(Duration.ofMillis(300)));
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    private static NeonSettings settings() {
        return NeonSettings.of(neon.url()).maximumSize(4);
    }

    private static int one(NeonDataSource db) throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement(); ResultSet r = s.executeQuery("select 1")) {
            r.next();
            return r.getInt(1);
        }
    }

    @Test
    void aConnectionIsLentAndComesBack() throws SQLException {
        try (var db = NeonDataSource.open(settings())) {
            assertThat(db.snapshot().state()).isEqualTo(PoolState.STARTING);
            assertThat(one(db)).isEqualTo(1);
            PoolSnapshot snapshot = db.snapshot();
            assertThat(snapshot.state()).isEqualTo(PoolState.READY);
            assertThat(snapshot.idle()).isEqualTo(1);
            assertThat(snapshot.active()).isZero();
            assertThat(snapshot.lastConfirmed()).isPresent();
        }
    }

    @Test
    void aSuspendIsNothingButAShortWaitForTheNextCaller() throws SQLException {
        try (var db = NeonDataSource.open(settings().trustedFor(Duration.ZERO))) {
            one(db);
            neon.suspend();
            long connects = neon.counters().connects();
            assertThat(one(db)).isEqualTo(1);
            assertThat(neon.counters().connects() - connects).isEqualTo(1);
            assertThat(db.snapshot().counters().lost()).isEqualTo(1);
        }
    }

    @Test
    void callersOfASleepingComputeWakeItWithOneAttemptAndNoneFails() throws Exception {
        neon.suspend();
        long connects = neon.counters().connects();
        try (var db = NeonDataSource.open(settings()); ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = callers
                    .invokeAll(new ArrayList<Callable<Integer>>(java.util.Collections.nCopies(200, () -> one(db))));
            for (Future<Integer> each : all) {
                assertThat(each.get()).isEqualTo(1);
            }
            assertThat(neon.counters().connects() - connects).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void pastTheMaximumACallerWaitsUntilItsDeadlineAndIsToldWhy() throws SQLException {
        try (var db = NeonDataSource.open(settings().maximumSize(1)); Connection only = db.getConnection()) {
            Demand hurried = Demand.interactive(Duration.ofMillis(100));
            assertThatThrownBy(() -> hurried.call(db::getConnection)).isInstanceOfSatisfying(PoolTransientException.class, e -> {
                assertThat(e.reason().kind()).isEqualTo(Fault.Queueing.BUSY);
                assertThat(e.snapshot().active()).isEqualTo(1);
            });
            assertThat(only.isValid(1)).isTrue();
        }
    }
}
