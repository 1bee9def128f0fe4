package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hornbook.config.MailServer;
import dev.hornbook.config.MailServer.Encryption;
import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.mail.SmtpSender;
import dev.hornbook.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes beyond the answers' form, which is in {@link SameAnswersTest}: mail that arrives, and answers that tell nothing. */
@Tag("integration")
class PasswordResetTest {

    private static final String ENABLED = "If this email exists in our system, check your email for the reset link";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @Test
    void aLinkArrivesByMailAndSetsANewPassword() throws Exception {
        GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        MailServer smtp = new MailServer("127.0.0.1", mails.getSmtp().getPort(), Encryption.NONE, Optional.empty(), "book@example.org");
        try (AuthServer server = new AuthServer(db.database(), Optional.of(new SmtpSender(smtp, Clock.systemUTC())))) {
            server.signUp("ann@example.org", "correct horse");
            for (int guess = 0; guess < 7; guess++) {
                server.signIn("ann@example.org", "which horse");
            }
            assertThat(server.signIn("ann@example.org", "battery staple").status()).isEqualTo(429);
            ask(server, "/request-password-reset", "ann@example.org");
            assertThat(mails.waitForIncomingEmail(10_000, 1)).isTrue();
            String text = mails.getReceivedMessages()[0].getContent().toString();
            assertThat(text).contains(server.origin()).doesNotContain("Ann");
            Matcher link = Pattern
                    .compile(Pattern.quote(server.origin() + "/api/auth") + "(/reset-password/([a-zA-Z0-9]{24})\\?callbackURL=%2Fnew)")
                    .matcher(text);
            assertThat(link.find()).as(text).isTrue();
            assertThat(server.get(link.group(1)).header("location")).contains(server.origin() + "/new?token=" + link.group(2));
            assertThat(server.post("/reset-password", "{\"token\":\"%s\",\"newPassword\":\"battery staple\"}".formatted(link.group(2)))
                    .status())
                    .isEqualTo(200);
            assertThat(server.signIn("ann@example.org", "battery staple").status()).isEqualTo(200);
            assertThat(server.signIn("ann@example.org", "correct horse").status()).isEqualTo(401);
        } finally {
            mails.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"somebody@example.org", "nobody@example.org"})
    void theAnswerComesWhileTheMailServerStillThinks(String email) {
        CountDownLatch thinking = new CountDownLatch(1);
        try (AuthServer server = new AuthServer(db.database(), Optional.of(mail -> {
            try {
                thinking.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }))) {
            server.signUp("somebody@example.org", "correct horse");
            // The older name does the same.
            Answer answer = ask(server, "/forget-password", email);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":true,\"message\":\"" + ENABLED + "\"}");
            assertThat(server.post("/send-verification-email", "{\"email\":\"%s\"}".formatted(email)).body())
                    .isEqualTo("{\"status\":true}");
            thinking.countDown();
        }
    }

    @Test
    void withoutMailTheAnswerSaysThatThereAreNoLinks() {
        try (AuthServer server = new AuthServer(db.database(), Optional.empty())) {
            Answer answer = ask(server, "/request-password-reset", "ann@example.org");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("{\"message\":\"Reset password isn't enabled\",\"code\":\"RESET_PASSWORD_DISABLED\"}");
            Answer other = server.post("/send-verification-email", "{\"email\":\"ann@example.org\"}");
            assertThat(other.status()).isEqualTo(400);
            assertThat(other.body())
                    .isEqualTo("{\"message\":\"Verification email isn't enabled\",\"code\":\"VERIFICATION_EMAIL_NOT_ENABLED\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flooded@example.org", "nobody@example.org"})
    void aMailboxIsNotFloodedWhetherItIsSomebodysOrNot(String email) {
        try (AuthServer server = new AuthServer(db.database(), Optional.of(mail -> {}))) {
            server.signUp("flooded@example.org", "correct horse");
            for (int asked = 0; asked < 5; asked++) {
                assertThat(ask(server, "/request-password-reset", email).status()).isEqualTo(200);
            }
            Answer refused = ask(server, "/request-password-reset", email);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("x-retry-after")).isPresent();
            server.clock.advance(Duration.ofMinutes(1));
            assertThat(ask(server, "/request-password-reset", email).status()).isEqualTo(200);
        }
    }

    private static Answer ask(AuthServer server, String path, String email) {
        return server.post(path, "{\"email\":\"%s\",\"redirectTo\":\"/new\"}".formatted(email));
    }
}
