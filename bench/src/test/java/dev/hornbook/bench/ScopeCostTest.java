package dev.hornbook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.NeonUrl;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class ScopeCostTest {
    /** Which of them takes how long is the benchmark's own affair; that both read the same rows is checked as they are measured. */
    @Test
    void everyStatementIsMeasuredBareAndInItsScope() throws Exception {
        try (var simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend());
                var cost = ScopeCost.over(NeonUrl.parse(simulator.url()), NeonUrl.parse(simulator.url()))) {
            assertThat(cost.measure(40)).hasSize(3).allSatisfy((_, times) -> {
                assertThat(times.bare()).isPositive();
                assertThat(times.scoped()).isPositive();
            });
        }
    }
}
