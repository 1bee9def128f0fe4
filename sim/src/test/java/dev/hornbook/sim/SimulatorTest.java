package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class SimulatorTest {

    private static Simulator simulator;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorSettings.temporary());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void aClientConnectsWithTheUrlAsItIs() throws Exception {
        try (Connection connection = Client.of(simulator.url()).connect()) {
            assertThat(Client.one(connection, "select current_user")).isEqualTo("reader");
            assertThat(Client.one(connection, "show server_version")).startsWith("18.");
        }
    }

    @Test
    void aClientOfASleepingComputeWaitsUntilItIsAwake() throws Exception {
        simulator.suspend();
        assertThat(simulator.state()).isEqualTo(ComputeState.IDLE);
        try (Connection connection = Client.of(simulator.url()).connect()) {
            assertThat(Client.one(connection, "select 1")).isEqualTo("1");
        }
        assertThat(simulator.state()).isEqualTo(ComputeState.ACTIVE);
    }

    @Test
    void aFreshDatabaseIsTheLoginsOwn() throws Exception {
        String url = simulator.createDatabase("fresh");
        try (Connection connection = Client.of(url).connect()) {
            connection.createStatement().execute("create table t (id int)");
        }
        assertThat(simulator.createDatabase("fresh")).isEqualTo(url);
        try (Connection connection = Client.of(url).connect()) {
            assertThat(Client.one(connection, "select count(*) from pg_tables where tablename = 't'")).isEqualTo("0");
        }
    }
}
