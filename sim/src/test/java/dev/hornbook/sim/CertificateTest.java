package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class CertificateTest {

    @TempDir
    private static Path directory;

    @Test
    void anRsaCertificateIsTrustedAsTheEcdsaOneIs() throws Exception {
        try (Simulator simulator = start(settings -> settings.rsa(true)); Connection connection = Client.of(simulator.url()).connect()) {
            assertThat(Client.one(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void anExpiredCertificateIsRefusedByTheClient() {
        try (Simulator simulator = start(settings -> settings.certificate(CertificateKind.EXPIRED))) {
            assertThatThrownBy(Client.of(simulator.url())::connect).hasStackTraceContaining("CertificateExpiredException");
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefusedByTheClient() {
        try (Simulator simulator = start(settings -> settings.certificate(CertificateKind.WRONG_NAME))) {
            assertThatThrownBy(Client.of(simulator.url())::connect).hasMessageContaining("could not be verified by hostnameverifier");
        }
    }

    @Test
    void aCertificateOfAnUnknownRootIsRefusedByTheClient() {
        try (Simulator simulator = start(settings -> settings.certificate(CertificateKind.UNKNOWN_ROOT))) {
            assertThatThrownBy(Client.of(simulator.url())::connect).hasStackTraceContaining("CertPath");
        }
    }

    @Test
    void aPlainTextServerDeclinesTls() throws Exception {
        try (Simulator simulator = start(settings -> settings.plainText(true))) {
            Client client = Client.of(simulator.url());
            assertThatThrownBy(client.with("sslmode", "require")::connect).hasMessageContaining("does not support SSL");
            try (Connection connection = client.connect()) {
                assertThat(Client.one(connection, "select 1")).isEqualTo("1");
            }
        }
    }

    private static Simulator start(UnaryOperator<SimulatorSettings> change) {
        return Simulator.start(change.apply(SimulatorSettings.in(directory).binaries(SimulatorSettings.sharedBinaries())));
    }
}
