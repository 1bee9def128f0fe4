package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.cli.CommandLineFixture.Ended;
import dev.hornbook.sim.CertificateKind;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees whose DATABASE_URL is wrong: what is wrong and what to do, on one screen. */
@Tag("integration")
class UnusableDatabaseTest {
    private static final int SCREEN = 24;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void aMalformedUrl(String command) {
        refused(command, "not://a:canary-password@url at all", "DATABASE_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void noSslmode(String command) {
        refused(command, "postgresql://reader:canary-password@db.example.org/book", "sslmode=require");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void aWrongPassword(String command) {
        String url = TestDatabase.empty().url();
        String password = url.substring(url.indexOf(':', 13) + 1, url.indexOf('@'));
        refused(command, url.replace(password, "canary-password"), "password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void aCertificateOfAnUnknownRoot(String command) {
        refusedBy(SimulatorSettings.temporary().certificate(CertificateKind.UNKNOWN_ROOT), command, "signed by nobody who is trusted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void anExpiredCertificate(String command) {
        refusedBy(SimulatorSettings.temporary().certificate(CertificateKind.EXPIRED), command, "validity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void aCertificateOfAnotherName(String command) {
        refusedBy(SimulatorSettings.temporary().certificate(CertificateKind.WRONG_NAME), command, "another name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "serve"})
    void aPlainTextServer(String command) {
        refusedBy(SimulatorSettings.temporary().plainText(true), command, "TLS");
    }

    @Test
    void anUnknownHost() {
        refused("check", "postgresql://reader:canary-password@nowhere.invalid/book?sslmode=require", "host name is not known");
    }

    @Test
    void aServerThatIsDown() throws IOException {
        refused("check", "postgresql://reader:canary-password@localhost:" + unused() + "/book?sslmode=require", "Nothing answers");
    }

    private void refusedBy(SimulatorSettings settings, String command, String says) {
        try (Simulator simulator = Simulator.start(settings)) {
            refused(command, simulator.url().replace("sslmode=disable", "sslmode=require"), says);
        }
    }

    private void refused(String command, String url, String says) {
        String[] arguments = command.equals("serve") ? new String[]{"serve", "--port", "0"} : new String[]{command};

        Ended ended = CommandLineFixture.run(directory, Map.of("DATABASE_URL", url), arguments);

        assertThat(ended.code()).as(ended.text()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(ended.text()).contains(says).doesNotContain("canary").doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(ended.text().lines()).hasSizeLessThanOrEqualTo(SCREEN);
    }

    private static int unused() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
