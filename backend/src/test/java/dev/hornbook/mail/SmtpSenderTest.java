package dev.hornbook.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hornbook.config.MailServer;
import dev.hornbook.config.MailServer.Encryption;
import dev.hornbook.config.MailServer.Login;
import dev.hornbook.config.Secret;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real SMTP, with a server in this process. */
class SmtpSenderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String PASSWORD = "canary-horse";
    private static final GreenMail server = new GreenMail(new ServerSetup[]{new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)});

    @BeforeAll
    static void serve() {
        server.start();
        server.setUser("book@example.org", "book", PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void aMailArrivesAsItIs() throws Exception {
        sender(server.getSmtp().getPort(), Encryption.NONE, PASSWORD).send(mail());
        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("Größe");
        assertThat(received.getFrom()[0]).hasToString("Hornbook <book@example.org>");
        assertThat(received.getAllRecipients()[0]).hasToString("ann@example.org");
        assertThat(received.getSentDate()).isEqualTo(NOW);
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getMessageID()).isNotBlank();
        assertThat(received.getContent().toString().replace("\r\n", "\n")).isEqualTo("Before\n\nhttps://book.example.org/l?a=é\n\nAfter");
    }

    @Test
    void aRefusalSaysWhereToLookAndNotThePassword() {
        MailSender wrong = sender(server.getSmtp().getPort(), Encryption.NONE, "canary-wrong");
        assertThatThrownBy(() -> wrong.send(mail())).isInstanceOf(MailException.class).hasMessageContaining("HORNBOOK_SMTP_URL")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aServerThatCannotEncryptGetsNoMailWhereItMust() {
        int before = server.getReceivedMessages().length;
        MailSender careful = sender(server.getSmtp().getPort(), Encryption.STARTTLS, PASSWORD);
        assertThatThrownBy(() -> careful.send(mail())).isInstanceOf(MailException.class)
                .hasRootCauseMessage("STARTTLS is required but host does not support STARTTLS");
        assertThat(server.getReceivedMessages()).hasSize(before);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        MailSender careful = sender(server.getSmtps().getPort(), Encryption.AT_ONCE, PASSWORD);
        assertThatThrownBy(() -> careful.send(mail())).isInstanceOf(MailException.class).hasStackTraceContaining("PKIX");
    }

    private static Mail mail() {
        return new Mail("ann@example.org", "Größe", "Before", "https://book.example.org/l?a=é", "After");
    }

    private static MailSender sender(int port, Encryption encryption, String password) {
        return new SmtpSender(new MailServer("127.0.0.1", port, encryption, Optional.of(new Login("book", new Secret(password))),
                "Hornbook <book@example.org>"), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
