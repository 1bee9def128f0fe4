package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.sim.CertificateKind;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import dev.hornbook.start.Hornbook.Ended;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault that ends {@code serve} stands on the screen in our words; what the driver and Flyway log of it themselves does not. */
@Tag("integration")
class FaultsOnScreenTest {
    private static final String SECRET = "a secret of more than thirty-two characters";
    /** The pool asks again after a refusal for good, but not before thirty seconds have passed. */
    private static final Duration BEFORE_THE_POOL_ASKS_AGAIN = Duration.ofSeconds(15);

    @TempDir
    private Path directory;

    @Test
    void aCertificateOfAnotherNameIsToldOnce() {
        try (Simulator simulator = Simulator.start(SimulatorSettings.temporary().certificate(CertificateKind.WRONG_NAME))) {
            toldOnce(simulator.url(), "another name");
        }
    }

    @Test
    void aMigrationThatFailsIsToldOnce() throws Exception {
        try (Simulator simulator = Simulator.start(SimulatorSettings.temporary())) {
            try (NeonDataSource database = NeonDataSource.open(NeonSettings.of(simulator.url()));
                    Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table passage (page int)");
            }
            toldOnce(simulator.url(), "\"passage\" already exists");
        }
    }

    @Test
    void aDatabaseThatRefusesIsAskedOnce() {
        try (Simulator simulator = Simulator.start(SimulatorSettings.temporary())) {
            toldOnce(simulator.url().replaceFirst("(://[^:]+:)[^@]+", "$1of-somebody-else"), "password");

            assertThat(simulator.counters().refusedLogins()).isEqualTo(1);
        }
    }

    private void toldOnce(String url, String what) {
        Map<String, String> environment = Map.of("DATABASE_URL", url, "HORNBOOK_SECRET", SECRET);
        try (Hornbook hornbook = Hornbook.start(directory, environment, "serve", "--port", "0")) {
            Ended ended = hornbook.ended(BEFORE_THE_POOL_ASKS_AGAIN);

            assertThat(ended.code()).as(ended.errors()).isEqualTo(2);
            assertThat(ended.output()).isEmpty();
            // The pool warns of its own state, as it does for every service that uses it.
            assertThat(ended.errors().lines().filter(line -> !line.contains(" WARN  pool: "))).singleElement().asString().startsWith("x ")
                    .contains(what);
        }
    }
}
