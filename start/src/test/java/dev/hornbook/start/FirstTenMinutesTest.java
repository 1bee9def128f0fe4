package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.start.Hornbook.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start without configuration, as the real process it is. */
@Tag("integration")
class FirstTenMinutesTest {
    @TempDir
    private Path directory;

    @Test
    void oneScreenWithTheAddressLastAndNothingLeftBehind() throws Exception {
        List<ProcessHandle> children;
        try (Hornbook hornbook = Hornbook.serve(directory, Map.of())) {
            List<String> screen = hornbook.output().strip().lines().toList();
            assertThat(screen).hasSizeLessThanOrEqualTo(10);
            assertThat(screen.getLast()).contains("http://localhost:" + hornbook.address().getPort());
            assertThat(hornbook.output()).contains("quote").contains("Lucene").contains("embedded").contains("awake");
            assertThat(hornbook.errors()).isEmpty();
            assertThat(directory.resolve(".hornbook/secret")).isRegularFile();
            aForgottenPasswordIsReplacedByTheLinkInTheLog(hornbook);

            Ended second = Hornbook.run(directory, Map.of(), "serve", "--port", "0");
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.everything()).contains("hornbook serve").contains(String.valueOf(hornbook.process().pid()));

            children = hornbook.process().descendants().toList();
            assertThat(children).isNotEmpty();
            hornbook.process().destroy();
            hornbook.ended(Duration.ofSeconds(10));
        }
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.exists(directory.resolve(".hornbook/database-url"))).isFalse();
    }

    private static void aForgottenPasswordIsReplacedByTheLinkInTheLog(Hornbook hornbook) {
        try (Reader reader = Reader.at(hornbook.address())) {
            reader.signUp("Ada", "ada@example.org", "correct horse battery staple").expect(200);
            reader.post("/api/auth/request-password-reset", Map.of("email", "ada@example.org", "redirectTo", "/new")).expect(200);
            Matcher link = hornbook.logs(Pattern.compile(" mail: .* " + hornbook.address() + "(/api/auth/reset-password/\\w+\\?\\S+)"));
            String there = reader.get(link.group(1)).expect(302).header("location").orElseThrow();
            reader.post("/api/auth/reset-password", Map.of("newPassword", "battery staple", "token", there.replaceFirst(".*token=", "")))
                    .expect(200);
        }
    }

    @Test
    void aTakenPortSaysSoAndNamesTheFlag() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ended ended = Hornbook.run(directory, Map.of(), "serve", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.errors()).contains(String.valueOf(taken.getLocalPort())).contains("--port").doesNotContain("Exception");
        }
    }

    @Test
    void helpAndVersionNeedNothing() {
        Ended help = Hornbook.run(directory, Map.of(), "--help");
        assertThat(help.code()).isZero();
        assertThat(help.output()).contains("serve", "ingest", "ask", "check", "migrate", "config", "reset");

        Ended version = Hornbook.run(directory, Map.of(), "--version");
        assertThat(version.output()).startsWith("Hornbook 0.1.0");

        assertThat(directory).isEmptyDirectory();
    }
}
