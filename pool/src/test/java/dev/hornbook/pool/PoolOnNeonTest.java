package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
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

    @Test
    void aConnectionIsLentAndComesBack() throws SQLException {
        try (var db = NeonDataSource.open(settings())) {
            assertThat(db.snapshot().state()).isEqualTo(PoolState.STARTING);
            assertThat(Database.one(db)).isEqualTo(1);
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
            Database.one(db);
            neon.suspend();
            long connects = neon.counters().connects();
            assertThat(Database.one(db)).isEqualTo(1);
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
                    .invokeAll(new ArrayList<Callable<Integer>>(Collections.nCopies(200, () -> Database.one(db))));
            for (Future<Integer> each : all) {
                assertThat(each.get()).isEqualTo(1);
            }
            assertThat(neon.counters().connects() - connects).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void anIdlePoolLetsTheComputeSleepAtItsTimeout() throws Exception {
        SimulatorSettings sleepy = SimulatorSettings.temporary().suspendAfter(Duration.ofMillis(1_500)).lookEvery(Duration.ofMillis(100));
        try (Simulator compute = Simulator.start(sleepy); var db = NeonDataSource.open(NeonSettings.of(compute.url()))) {
            Database.one(db);
            long begun = System.nanoTime();
            while (compute.counters().suspends() == 0) {
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("the compute is kept awake").isLessThan(Duration.ofSeconds(10));
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(db.snapshot().idle()).as("though a connection was open all along").isEqualTo(1);
            assertThat(Database.one(db)).isEqualTo(1);
            assertThat(compute.counters().wakes()).isEqualTo(2);
        }
    }

    @Test
    void thePoolKnowsTheComputesSizeAndNeverExhaustsIt() throws Exception {
        NeonSettings greedy = settings().maximumSize(1_000).capacityShare(0.9);
        NeonSettings uninformed = NeonSettings.of(neon.url() + "&application_name=other").maximumSize(50);
        List<Connection> all = new ArrayList<>();
        try (var db = NeonDataSource.open(greedy); var other = NeonDataSource.open(uninformed)) {
            for (int i = 0; i < 87; i++) {
                all.add(db.getConnection());
            }
            assertThat(db.snapshot().capacity()).contains(new Capacity(104, 7, false, 97));
            Demand hurried = Demand.interactive(Duration.ofMillis(100));
            assertThatThrownBy(() -> hurried.call(db::getConnection)).isInstanceOfSatisfying(PoolTransientException.class,
                    e -> assertThat(e.snapshot().maximum()).isEqualTo(87));
            assertThat(db.snapshot().counters().failed()).as("the server never had to refuse").isZero();

            Demand patient = Demand.interactive(Duration.ofSeconds(1));
            assertThatThrownBy(() -> {
                while (all.size() < 120) {
                    all.add(patient.call(other::getConnection));
                }
            }).isInstanceOf(PoolTransientException.class);
            PoolSnapshot exhausted = other.snapshot();
            assertThat(exhausted.reason().orElseThrow().kind()).isEqualTo(Fault.Connecting.EXHAUSTED);
            assertThat(exhausted.maximum()).isEqualTo(exhausted.total()).isPositive();
            all.removeLast().close();
            assertThat(Database.one(other)).as("served from what is open").isEqualTo(1);
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }

    @Test
    void throughThePoolerItsOwnPoolIsTheCapacity() throws SQLException {
        try (var db = NeonDataSource.open(NeonSettings.of(neon.pooledUrl()))) {
            try (Connection first = db.getConnection(); Connection second = db.getConnection()) {
                assertThat(first).isNotSameAs(second);
                assertThat(db.snapshot().capacity().orElseThrow().usable()).isEqualTo(93);
            }
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
