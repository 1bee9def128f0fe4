package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.account.SwitchableDataSource;
import dev.hornbook.database.Database;
import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class AuthOutageTest {

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    private static final SwitchableDataSource pool = new SwitchableDataSource(db.pool());
    @AutoClose
    private static final AuthServer server = new AuthServer(Database.over(pool));

    @AfterEach
    void theDatabaseIsBack() {
        pool.giveBack();
    }

    @Test
    void whoeverIsSignedInStaysSo() {
        Answer signedUp = server.signUp("stays@example.org", "correct horse");
        server.get("/get-session", "cookie", signedUp.cookies());
        pool.takeAway();
        assertThat(server.get("/get-session", "cookie", signedUp.cookies()).json().at("/user/name").asText()).isEqualTo("Ann");
        assertThat(server.get("/token", "cookie", signedUp.cookies()).status()).isEqualTo(200);
        assertThat(server.get("/jwks").status()).isEqualTo(200);
    }

    @Test
    void aSessionThatCannotBeReadIsNotTakenForEnded() {
        Answer signedUp = server.signUp("unread@example.org", "correct horse");
        server.clock.advance(Duration.ofMinutes(6));
        pool.takeAway();
        Answer answer = server.get("/get-session", "cookie", signedUp.cookies());
        unavailable(answer);
        assertThat(answer.setCookies()).isEmpty();
    }

    @Test
    void signingInAndUpIsPutOff() {
        pool.takeAway();
        unavailable(server.signUp("later@example.org", "correct horse"));
        unavailable(server.signIn("later@example.org", "correct horse"));
    }

    @Test
    void whoTriesToSignInMeanwhileHasGuessedNothing() {
        server.signUp("tries@example.org", "correct horse");
        pool.takeAway();
        for (int attempt = 0; attempt < 7; attempt++) {
            unavailable(server.signIn("tries@example.org", "correct horse"));
        }
        pool.giveBack();
        assertThat(server.signIn("tries@example.org", "correct horse").status()).isEqualTo(200);
    }

    @Test
    void signingOutClearsTheCookiesAndOwnsUpToTheRest() {
        Answer signedUp = server.signUp("leaves@example.org", "correct horse");
        pool.takeAway();
        Answer answer = server.post("/sign-out", "{}", "cookie", signedUp.cookies(), "origin", server.origin());
        unavailable(answer);
        assertThat(answer.setCookies()).hasSize(3);
        assertThat(server.get("/get-session", "cookie", signedUp.cookies()).body()).as("ended here from the first moment on")
                .isEqualTo("null");
    }

    private static void unavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.json().path("message").asText()).isNotEmpty();
        assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isPositive();
    }
}
