package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits that are really met. */
@Tag("integration")
class LimitsTest {

    private static final int PATIENCE = 500;

    @Test
    void aComputeTakesTheConnectionsOfItsSizeAndRefusesTheNextOneInPostgresWords() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend())) {
            Client client = Client.of(simulator.url()).with("sslmode", "require");
            List<Connection> open = new ArrayList<>();
            try {
                assertThatThrownBy(() -> {
                    while (open.size() < ComputeSize.SMALLEST.maxConnections()) {
                        open.add(client.connect());
                    }
                }).hasMessageContaining(Refusal.SLOTS_RESERVED.text()).isInstanceOfSatisfying(SQLException.class,
                        e -> assertThat(e.getSQLState()).isEqualTo("XX000"));
                // One of the 97 is the simulator's own, as Neon's computes have connections of their own.
                assertThat(open).hasSize(96);
                assertThat(Client.one(open.getFirst(), "show max_connections")).isEqualTo("104");
                assertThat(Client.one(open.getFirst(), "show superuser_reserved_connections")).isEqualTo("7");
            } finally {
                for (Connection each : open) {
                    each.close();
                }
            }
            simulator.resize(ComputeSize.of(2));
            try (Connection larger = client.connect()) {
                assertThat(Client.one(larger, "show max_connections")).isEqualTo("839");
            }
        }
    }

    @Test
    void aHerdOfClientsIsRefusedByTheProxy() {
        ProxyLimits tight = ProxyLimits.NEONS.connectsPerSecond(1);
        try (Simulator simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend().limits(tight))) {
            Client client = Client.of(simulator.url());
            assertThatThrownBy(() -> {
                for (int i = 0; i < PATIENCE; i++) {
                    client.connect().close();
                }
            }).hasMessageContaining(Refusal.TOO_MANY_CONNECTIONS.text());
            assertThat(simulator.counters().refusals(Refusal.TOO_MANY_CONNECTIONS.text())).isEqualTo(1);
        }
    }
}
