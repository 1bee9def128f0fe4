package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.EOFException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulator keeps the contract, and what can only be provoked here. */
@Tag("integration")
class SimulatedEndpointTest extends EndpointContract {
    private static final Duration SLEEPY = Duration.ofSeconds(1);
    private Simulator neon;

    @Override
    void begin() {
        neon = Simulator.start(SimulatorSettings.temporary().suspendAfter(SLEEPY).lookEvery(Duration.ofMillis(50)));
    }

    @Override
    void end() {
        neon.close();
    }

    @BeforeEach
    void awake() {
        neon.wake();
    }

    @Override
    String url(Host host) {
        return host == Host.DIRECT ? neon.url() : neon.pooledUrl();
    }

    /** PgBouncer carries them from 1.21 on; Debian 12's is older, and that they work is left to Neon. */
    @Override
    boolean carriesNames(Host host) {
        Matcher old = Pattern.compile("PgBouncer 1\\.(\\d+)\\..*").matcher(neon.pooler().orElse(""));
        return host == Host.DIRECT || !old.matches() || Integer.parseInt(old.group(1)) >= 21;
    }

    @Test
    void suspendingEndsADirectSessionWith57P01() throws SQLException {
        try (Connection c = connect(Host.DIRECT)) {
            neon.suspend();
            SQLException e = catchThrowableOfType(SQLException.class, () -> Database.text(c, "select 1"));
            assertThat(e.getSQLState()).isEqualTo("57P01");
            assertThat((Throwable) e).hasMessageContaining("terminating connection due to administrator command");
        }
    }

    @Test
    void suspendingEndsAPooledSessionWithABareEndOfStream() throws SQLException {
        try (Connection c = connect(Host.POOLED)) {
            assertThat(Database.text(c, "select 1")).isEqualTo("1");
            neon.suspend();
            SQLException e = catchThrowableOfType(SQLException.class, () -> Database.text(c, "select 1"));
            assertThat(e.getSQLState()).isEqualTo("08006");
            assertThat((Throwable) e).hasCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void anOpenConnectionThatIsIdleDoesNotKeepTheComputeAwakeAndATransactionDoes() throws Exception {
        try (Connection c = connect(Host.DIRECT)) {
            c.setAutoCommit(false);
            assertThat(Database.text(c, "select 1")).isEqualTo("1");
            assertThat(neon.awaitState(ComputeState.IDLE, SLEEPY.multipliedBy(2))).as("asleep in a transaction").isFalse();
            c.rollback();
            assertThat(neon.awaitState(ComputeState.IDLE, Duration.ofSeconds(20))).as("asleep although a connection is open").isTrue();
        }
    }
}
