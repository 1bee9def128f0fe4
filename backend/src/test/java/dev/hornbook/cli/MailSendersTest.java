package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.config.Environment;
import dev.hornbook.config.Settings;
import dev.hornbook.mail.LogSender;
import dev.hornbook.mail.SmtpSender;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailSendersTest {

    @TempDir
    private Path directory;

    @Test
    void theLogTakesLinksOnlyBesideTheEmbeddedDatabaseAndOnThisMachine() {
        Map<String, String> served = Map.of("DATABASE_URL", "postgresql://u:pw@127.0.0.1/d?sslmode=disable", "HORNBOOK_SECRET",
                CommandLineFixture.SECRET);
        assertThat(MailSenders.of(settings(Map.of()), Clock.systemUTC())).containsInstanceOf(LogSender.class);
        assertThat(MailSenders.of(settings(Map.of("HORNBOOK_URL", "http://LocalHost:8080")), Clock.systemUTC()))
                .containsInstanceOf(LogSender.class);
        assertThat(MailSenders.of(settings(Map.of("HORNBOOK_URL", "https://book.example.org")), Clock.systemUTC())).isEmpty();
        assertThat(MailSenders.of(settings(served), Clock.systemUTC())).isEmpty();
        assertThat(MailSenders.of(settings(Map.of("HORNBOOK_SMTP_URL", "smtp://localhost:25", "HORNBOOK_MAIL_FROM", "book@example.org")),
                Clock.systemUTC())).containsInstanceOf(SmtpSender.class);
    }

    private Settings settings(Map<String, String> set) {
        return Settings.of(Environment.read(directory, set));
    }
}
