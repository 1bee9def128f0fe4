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

    @Test
    void clientsThatComeDuringARestartWait() throws Exception {
        CompletableFuture<Void> back = CompletableFuture.runAsync(() -> simulator.faults().restart(Duration.ofMillis(700)));
        assertThat(simulator.awaitState(ComputeState.STARTING, Duration.ofSeconds(10))).isTrue();
        try (Connection connection = client.connect()) {
            assertThat(Client.one(connection, "select 1")).isEqualTo("1");
        }
        assertThat(back).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void aFaultForTheNextConnectionsMeetsNoOther() throws Exception {
        Counters before = simulator.counters();
        simulator.faults().next(2).refuse(Refusal.COMPUTE_TIME_QUOTA);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(client::connect).hasMessageContaining("exceeded the compute time quota");
        }
        client.connect().close();
        Counters after = simulator.counters();
        assertThat(after.refusals(Refusal.COMPUTE_TIME_QUOTA.text())).isEqualTo(2);
        assertThat(after.refused() - before.refused()).isEqualTo(2);
        assertThat(after.authentications() - before.authentications()).isEqualTo(3);
        assertThat(after.sessions() - before.sessions()).isEqualTo(1);
    }

    @Test
    void aBlackHoleForOneConnectionLeavesTheOthersAlone() throws Exception {
        try (Connection bystander = client.connect()) {
            simulator.faults().next(1).blackHole();
            assertThatThrownBy(client.with("connectTimeout", "1").with("loginTimeout", "1")::connect).isInstanceOf(SQLException.class);
            assertThat(Client.one(bystander, "select 1")).isEqualTo("1");
            client.connect().close();
        }
    }

    @Test
    void whatAnErrorSaysArrivesBeforeTheEndAlsoOnASlowLine() {
        simulator.faults().latency(Duration.ofMillis(20));
        assertThatThrownBy(client.with("password", "wrong")::connect).hasMessageContaining("password authentication failed");
    }

    @Test
    void slowTlsAndSlowAuthenticationHoldAConnectUp() throws Exception {
        Duration each = Duration.ofMillis(150);
        simulator.faults().next(1).slowTls(each);
        simulator.faults().next(1).slowAuthentication(each);
        long began = System.nanoTime();
        client.connect().close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(each.multipliedBy(2));
    }

    @Test
    void aColdStartCanBeMadeLongerAndIsUsualAgainWhenCleared() throws Exception {
        simulator.faults().coldStart(Duration.ofMillis(400), Duration.ZERO);
        simulator.suspend();
        long began = System.nanoTime();
        client.connect().close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void whoComesDuringASuspendIsDeniedWhereThatIsTheFault() throws Exception {
        simulator.faults().denyWhileSuspending(Duration.ofSeconds(30));
        CompletableFuture<Void> suspended = CompletableFuture.runAsync(simulator::suspend);
        assertThat(simulator.awaitState(ComputeState.STOPPING, Duration.ofSeconds(10))).isTrue();
        assertThatThrownBy(client::connect).hasMessageContaining(Refusal.CONTROL_PLANE_FAILED.text());
        simulator.faults().clear();
        assertThat(suspended).succeedsWithin(Duration.ofSeconds(10));
        client.connect().close();
    }

    @Test
    void bytesAreCountedBothWays() throws Exception {
        try (Connection connection = client.connect()) {
            Counters before = simulator.counters();
            Client.one(connection, "select repeat('x', 100000)");
            Counters after = simulator.counters();
            assertThat(after.bytesOut() - before.bytesOut()).isBetween(100_000L, 120_000L);
            assertThat(after.bytesIn() - before.bytesIn()).isBetween(30L, 2_000L);
        }
    }
}
