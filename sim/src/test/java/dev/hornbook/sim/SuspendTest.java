package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class SuspendTest {

    private static final Duration COLD_START = Duration.ofMillis(200);
    private static final Duration SUSPEND_AFTER = Duration.ofMillis(600);
    private static final Duration LONG = Duration.ofSeconds(10);

    private static Simulator simulator;
    private static Client client;

    @BeforeAll
    static void start() {
        simulator = Simulator
                .start(SimulatorSettings.temporary().coldStart(COLD_START).suspendAfter(SUSPEND_AFTER).lookEvery(Duration.ofMillis(40)));
        client = Client.of(simulator.url());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void awake() {
        simulator.wake();
    }

    @Test
    void aClientOfASleepingComputeWaitsUntilItIsAwake() throws Exception {
        simulator.suspend();
        assertThat(simulator.state()).isEqualTo(ComputeState.IDLE);
        long wakes = simulator.counters().wakes();
        long began = System.nanoTime();
        try (Connection connection = client.connect()) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(COLD_START);
            assertThat(Client.one(connection, "select 1")).isEqualTo("1");
        }
        assertThat(simulator.counters().wakes()).isEqualTo(wakes + 1);
    }

    @Test
    void aWrongPasswordWakesNothing() {
        simulator.suspend();
        Counters before = simulator.counters();
        assertThatThrownBy(client.with("password", "wrong")::connect)
                .hasMessageContaining("password authentication failed for user 'reader'");
        assertThatThrownBy(client.with("user", "nobody")::connect).hasMessageContaining("password authentication failed for user 'nobody'");
        assertThat(simulator.state()).isEqualTo(ComputeState.IDLE);
        assertThat(simulator.counters().wakes()).isEqualTo(before.wakes());
        assertThat(simulator.counters().refusedLogins()).isEqualTo(before.refusedLogins() + 2);
        assertThat(simulator.counters().sessions()).isEqualTo(before.sessions());
    }

    @Test
    void aRoleMadeJustBeforeTheSuspendCanWakeTheCompute() throws Exception {
        try (Connection connection = client.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create role late_comer login password 'late'");
        }
        simulator.suspend();
        client.with("user", "late_comer").with("password", "late").connect().close();
    }

    @Test
    void aDirectClientReadsThatItsSessionWasTerminated() throws Exception {
        try (Connection connection = client.connect()) {
            simulator.suspend();
            assertThatThrownBy(() -> Client.one(connection, "select 1"))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P01"))
                    .hasMessageContaining("terminating connection due to administrator command");
        }
    }

    @Test
    void aPooledClientReadsABareEndOfFile() throws Exception {
        try (Connection connection = Client.of(simulator.pooledUrl()).connect()) {
            simulator.suspend();
            assertThatThrownBy(() -> Client.one(connection, "select 1"))
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"))
                    .hasCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void anUnusedComputeIsSuspendedThoughAConnectionIsOpen() throws Exception {
        long suspends = simulator.counters().suspends();
        try (Connection connection = client.connect()) {
            Client.one(connection, "select 1");
            assertThat(simulator.awaitState(ComputeState.IDLE, LONG)).isTrue();
            assertThat(simulator.counters().suspends()).isGreaterThan(suspends);
        }
    }

    @Test
    void aClientThatPingsKeepsItAwake() throws Exception {
        try (Connection connection = client.connect()) {
            long suspends = simulator.counters().suspends();
            long end = System.nanoTime() + SUSPEND_AFTER.multipliedBy(3).toNanos();
            while (System.nanoTime() - end < 0) {
                Client.one(connection, "select 1");
            }
            assertThat(simulator.counters().suspends()).isEqualTo(suspends);
            assertThat(simulator.counters().activity()).isPositive();
        }
        assertThat(simulator.awaitState(ComputeState.IDLE, LONG)).isTrue();
    }

    @Test
    void aClientThatIsIdleInATransactionKeepsItAwake() throws Exception {
        try (Connection connection = client.connect()) {
            connection.setAutoCommit(false);
            Client.one(connection, "select 1");
            assertThat(simulator.awaitState(ComputeState.IDLE, SUSPEND_AFTER.multipliedBy(3))).isFalse();
            connection.rollback();
        }
        assertThat(simulator.awaitState(ComputeState.IDLE, LONG)).isTrue();
    }

    @Test
    void timeAwakeIsCountedAndTimeAsleepIsNot() {
        simulator.suspend();
        Duration asleep = simulator.counters().awake();
        assertThat(simulator.counters().awake()).isEqualTo(asleep);
        assertThat(simulator.counters().awakeNow()).isZero();
        simulator.wake();
        assertThat(simulator.counters().awake()).isGreaterThan(asleep);
    }
}
