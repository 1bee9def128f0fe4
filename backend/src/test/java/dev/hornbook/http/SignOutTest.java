package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The answers here are what better-auth 1.7.7 answered. */
@Tag("integration")
class SignOutTest {

    private static final List<String> CLEARED = List.of("better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
            "better-auth.session_data=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
            "better-auth.dont_remember=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    @Test
    void endsTheSessionAtOnceEvenOneJustReadFromMemory() {
        Answer signedUp = server.signUp("ann@example.org", "correct horse");
        server.get("/get-session", "cookie", signedUp.cookies());
        Answer answer = server.post("/sign-out", "{}", "cookie", signedUp.cookies(), "origin", server.origin());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.setCookies()).isEqualTo(CLEARED);
        assertThat(server.get("/get-session", "cookie", signedUp.cookies()).body()).isEqualTo("null");
        assertThat(server.get("/token", "authorization", "Bearer " + signedUp.token()).status()).isEqualTo(401);
        assertThat(db.database().identity().query("select 1 as one from \"session\" where \"token\" = ?", row -> row.integer("one"),
                signedUp.token())).isEmpty();
    }

    @Test
    void aBearerTokenWillDo() {
        String token = server.signUp("bearer@example.org", "correct horse").token();
        assertThat(server.request("POST", "/sign-out", BodyPublishers.noBody(), "authorization", "Bearer " + token).body())
                .isEqualTo("{\"success\":true}");
        assertThat(server.get("/get-session", "authorization", "Bearer " + token).body()).isEqualTo("null");
    }

    @Test
    void whoeverIsNotSignedInIsSignedOut() {
        Answer answer = server.request("POST", "/sign-out", BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.setCookies()).isEqualTo(CLEARED);
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        Answer answer = server.post("/sign-out", "[]");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"message\":\"[body] Invalid input: expected object, received array\",\"code\":\"VALIDATION_ERROR\"}");
    }
}
