package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keeping a compute awake that sleeps after 1.2 s, and letting it go. */
@Tag("integration")
class KeepWarmOnNeonTest {
    private static final Duration SLEEPS_AFTER = Duration.ofMillis(1_200);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static Simulator neon;

    @BeforeAll
    static void start() {
        neon = Simulator.start(SimulatorSettings.temporary().suspendAfter(SLEEPS_AFTER).lookEvery(Duration.ofMillis(100)));
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    private static NeonSettings settings(KeepWarm policy) {
        return NeonSettings.of(neon.url()).suspendTimeout(SLEEPS_AFTER).idleTimeout(Duration.ofMillis(500)).keepWarm(policy);
    }

    @Test
    void thePolicyKeepsTheComputeAwakeAndItsEndLetsItSleep() throws SQLException, InterruptedException {
        try (var db = NeonDataSource.open(settings(KeepWarm.whileActive(SLEEPS_AFTER.multipliedBy(4))))) {
            Database.one(db);
            long suspends = neon.counters().suspends();
            assertThat(neon.awaitState(ComputeState.IDLE, SLEEPS_AFTER.multipliedBy(3))).as("it sleeps under the policy").isFalse();
            assertThat(db.snapshot().counters().opened()).as("over one connection").isEqualTo(1);
            assertThat(neon.awaitState(ComputeState.IDLE, LIMIT)).as("it sleeps when the policy has ended").isTrue();
            assertThat(neon.counters().suspends()).isEqualTo(suspends + 1);
            assertThat(db.snapshot().warmth().share()).isBetween(0.1, 0.5);
        }
    }

    @Test
    void alwaysWakesAComputeThatNobodyHasAskedFor() throws InterruptedException {
        neon.suspend();
        try (var db = NeonDataSource.open(settings(KeepWarm.always()))) {
            assertThat(neon.awaitState(ComputeState.ACTIVE, LIMIT)).isTrue();
            assertThat(neon.awaitState(ComputeState.IDLE, SLEEPS_AFTER.multipliedBy(3))).isFalse();
            assertThat(db.snapshot().wakes()).containsEntry(WakeCause.KEEP_WARM, 1L).containsEntry(WakeCause.DEMAND, 0L);
        }
        assertThat(neon.awaitState(ComputeState.IDLE, LIMIT)).as("it sleeps when the pool is closed").isTrue();
    }
}
