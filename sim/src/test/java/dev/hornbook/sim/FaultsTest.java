package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class FaultsTest {

    private static Simulator simulator;
    private static Client client;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorSettings.temporary().neverSuspend());
        client = Client.of(simulator.url());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @AfterEach
    void clear() {
        simulator.faults().clear();
    }

    @Test
    void aRefusalIsNeonsTextAndWakesNothing() {
        simulator.suspend();
        simulator.faults().refuse("Control plane request failed: endpoint is disabled");
        assertThatThrownBy(client::connect).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("XX000"))
                .hasMessageContaining("endpoint is disabled");
        assertThat(simulator.state()).isEqualTo(ComputeState.IDLE);
        assertThatThrownBy(client.with("password", "wrong")::connect).hasMessageContaining("password authentication failed");
    }

    @Test
    void latencyIsAddedEachWay() throws Exception {
        try (Connection connection = client.connect()) {
            simulator.faults().latency(Duration.ofMillis(60));
            long began = System.nanoTime();
            Client.one(connection, "select 1");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    @Test
    void aBlackHoleHoldsBytesBackUntilItIsCleared() throws Exception {
        try (Connection connection = client.connect()) {
            simulator.faults().blackHole();
            CompletableFuture<String> answer = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    answer.complete(Client.one(connection, "select 1"));
                } catch (SQLException e) {
                    answer.completeExceptionally(e);
                }
            });
            assertThatThrownBy(client.with("connectTimeout", "1").with("loginTimeout", "1")::connect).isInstanceOf(SQLException.class);
            assertThat(answer).isNotDone();
            simulator.faults().clear();
            assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("1");
        }
    }

    @Test
    void aResetIsSeenByEveryClient() throws Exception {
        try (Connection one = client.connect(); Connection other = Client.of(simulator.pooledUrl()).connect()) {
            assertThat(simulator.faults().resetAll()).isGreaterThanOrEqualTo(2);
            for (Connection connection : new Connection[]{one, other}) {
                assertThatThrownBy(() -> Client.one(connection, "select 1")).isInstanceOfSatisfying(SQLException.class,
                        e -> assertThat(e.getSQLState()).startsWith("08"));
            }
        }
    }

    @Test
    void aRestartEndsSessionsAndIsNoSuspend() throws Exception {
        Counters before = simulator.counters();
        try (Connection connection = client.connect()) {
            simulator.faults().restart();
            assertThatThrownBy(() -> Client.one(connection, "select 1")).isInstanceOf(SQLException.class);
        }
        assertThat(simulator.state()).isEqualTo(ComputeState.ACTIVE);
        assertThat(simulator.counters().suspends()).isEqualTo(before.suspends());
    }
}
