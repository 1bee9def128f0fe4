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

/** What a person sees whose DATABASE_URL is wrong: what is wrong and what to do, on one screen. */
@Tag("integration")
class UnusableDatabaseTest {
    private static final int SCREEN = 24;

    @TempDir
    private Path directory;

    @Test
    void aMalformedUrl() {
        refused("not://a:canary-password@url at all", "DATABASE_URL");
    }

    @Test
    void noSslmode() {
        refused("postgresql://reader:canary-password@db.example.org/book", "sslmode=require");
    }

    @Test
    void aWrongPassword() {
        String url = TestDatabase.empty().url();
        String password = url.substring(url.indexOf(':', 13) + 1, url.indexOf('@'));
        refused(url.replace(password, "canary-password"), "password");
    }

    @Test
    void aCertificateOfAnUnknownRoot() {
        refusedBy(SimulatorSettings.temporary().certificate(CertificateKind.UNKNOWN_ROOT), "signed by nobody who is trusted");
    }

    @Test
    void anExpiredCertificate() {
        refusedBy(SimulatorSettings.temporary().certificate(CertificateKind.EXPIRED), "validity");
    }

    @Test
    void aCertificateOfAnotherName() {
        refusedBy(SimulatorSettings.temporary().certificate(CertificateKind.WRONG_NAME), "another name");
    }

    @Test
    void aPlainTextServer() {
        refusedBy(SimulatorSettings.temporary().plainText(true), "TLS");
    }

    @Test
    void anUnknownHost() {
        refused("postgresql://reader:canary-password@nowhere.invalid/book?sslmode=require", "host name is not known");
    }

    @Test
    void aServerThatIsDown() throws IOException {
        checkRefuses("postgresql://reader:canary-password@localhost:" + unused() + "/book?sslmode=require", "Nothing answers");
    }

    private void refusedBy(SimulatorSettings settings, String says) {
        try (Simulator simulator = Simulator.start(settings)) {
            refused(simulator.url().replace("sslmode=disable", "sslmode=require"), says);
        }
    }

    private void refused(String url, String says) {
        checkRefuses(url, says);
        refused(CommandLineFixture.run(directory, Map.of("DATABASE_URL", url), "serve", "--port", "0"), says);
    }

    private void checkRefuses(String url, String says) {
        refused(CommandLineFixture.run(directory, Map.of("DATABASE_URL", url), "check"), says);
    }

    private static void refused(Ended ended, String says) {
        assertThat(ended.code()).as(ended.text()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(ended.text().replaceAll("\\s+", " ")).as(ended.text()).contains(says).doesNotContain("canary").doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertThat(ended.text().lines()).hasSizeLessThanOrEqualTo(SCREEN);
    }

    private static int unused() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
