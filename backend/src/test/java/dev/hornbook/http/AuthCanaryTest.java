package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.account.SwitchableDataSource;
import dev.hornbook.database.Database;
import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.EverythingLogged;
import dev.hornbook.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a reader entrusts to us comes back to nobody else: not by a log at any level, not by a refusal. */
@Tag("integration")
@Isolated("it has everything logged")
class AuthCanaryTest {

    private static final String EMAIL = "canary.reader@example.org";
    private static final String PASSWORD = "canary-password-1";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    private static final SwitchableDataSource pool = new SwitchableDataSource(db.pool());
    @AutoClose
    private static final AuthServer server = new AuthServer(Database.over(pool));

    @AutoClose
    private final EverythingLogged log = new EverythingLogged();

    @AfterEach
    void theDatabaseIsBack() {
        pool.giveBack();
    }

    @Test
    void noSecretLeavesByALogOrARefusal() {
        List<Answer> refusals = new ArrayList<>();
        Answer signedUp = server.signUp(EMAIL, PASSWORD);
        String cookie = signedUp.cookies();
        String jwt = server.get("/token", "cookie", cookie).token();
        server.get("/get-session", "cookie", cookie);
        refusals.add(server.signUp(EMAIL, PASSWORD));
        refusals.add(server.signIn(EMAIL, PASSWORD + " not"));
        refusals.add(server.post("/sign-in/email", "{\"email\":\"" + EMAIL + "\",\"password\":[\"" + PASSWORD + "\"]}"));
        refusals.add(server.post("/sign-in/email", "{\"email\":\"" + EMAIL + "\",\"password\":\"" + PASSWORD + "\",}"));
        refusals.add(server.signIn(EMAIL, PASSWORD, "cookie", cookie, "origin", "https://evil.example"));
        refusals.add(server.get("/token", "authorization", "Bearer " + jwt + "x"));
        server.post("/request-password-reset", "{\"email\":\"" + EMAIL + "\"}");
        String link = server.nextMail();
        String resetToken = link.substring(link.indexOf("/reset-password/") + "/reset-password/".length(), link.indexOf('?'));
        refusals.add(server.post("/reset-password", "{\"token\":\"" + resetToken + "\",\"newPassword\":\"short\"}"));
        server.post("/send-verification-email", "{\"email\":\"" + EMAIL + "\"}");
        String verifyLink = server.nextMail();
        server.clock.advance(Duration.ofHours(2));
        refusals.add(server.get(verifyLink.substring(verifyLink.indexOf("/verify-email"), verifyLink.indexOf("&callbackURL"))));
        pool.takeAway();
        refusals.add(server.signIn(EMAIL, PASSWORD));
        refusals.add(server.get("/get-session", "cookie", cookie));
        refusals.add(server.post("/sign-out", "{}", "cookie", cookie, "origin", server.origin()));

        List<String> secrets = List.of(PASSWORD, signedUp.token(), jwt, AuthServer.SECRET, EMAIL, resetToken);
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal.status()).isGreaterThanOrEqualTo(400);
            assertThat(refusal.body()).doesNotContain(secrets);
        });
        assertThat(log.texts()).allSatisfy(line -> assertThat(line).doesNotContain(secrets));
    }
}
