package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers here are what better-auth 1.7.7 answered. */
@Tag("integration")
class GetSessionTest {

    private static int number;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    private Answer signedUp;

    @BeforeEach
    void somebodySignsUp() {
        signedUp = server.signUp("reader" + number++ + "@example.org", "correct horse");
    }

    @Test
    void saysWhoIsSignedIn() {
        Answer answer = server.get("/get-session", "cookie", signedUp.cookies());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"session\":\\{\"expiresAt\":\"[^\"]+Z\",\"token\":\"" + signedUp.token()
                + "\",\"createdAt\":\"[^\"]+Z\",\"updatedAt\":\"[^\"]+Z\",\"ipAddress\":\"127.0.0.1\",\"userAgent\":\"[^\"]+\",\"userId\":\"[^\"]+\",\"id\":\"[^\"]+\"},"
                + "\"user\":\\{\"name\":\"Ann\",\"email\":\"[^\"]+\",\"emailVerified\":false,\"image\":null,\"createdAt\":\"[^\"]+Z\",\"updatedAt\":\"[^\"]+Z\",\"isAnonymous\":false,\"id\":\"[^\"]+\"}}");
        assertThat(answer.json().path("user")).isEqualTo(signedUp.json().path("user"));
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.header("pragma")).contains("no-cache");
        assertThat(answer.header("set-auth-jwt").orElseThrow()).contains(".");
        assertThat(answer.header("access-control-expose-headers")).contains("set-auth-jwt");
        assertThat(answer.setCookies()).isEmpty();
    }

    @Test
    void aBearerTokenWillDoSignedOrNot() {
        String signed = signedUp.header("set-auth-token").orElseThrow();
        for (String token : List.of(signedUp.token(), signed, signed.replace("=", "%3D"))) {
            assertThat(server.get("/get-session", "authorization", "Bearer " + token).json().at("/session/token").asText())
                    .isEqualTo(signedUp.token());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"better-auth.session_token=garbage", "better-auth.session_token=a.b", "other=1", ";", "="})
    void nobodyIsNull(String cookie) {
        Answer answer = server.get("/get-session", "cookie", cookie);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("null");
        assertThat(answer.setCookies()).isEmpty();
        assertThat(answer.header("cache-control")).contains("no-store");
        assertThat(answer.header("set-auth-jwt")).isEmpty();
    }

    @Test
    void aSessionThatIsGoneIsNullAndItsCookiesAreCleared() {
        assertThat(server.post("/sign-out", "{}", "cookie", signedUp.cookies(), "origin", server.origin()).status()).isEqualTo(200);
        Answer answer = server.get("/get-session", "cookie", signedUp.cookies());
        assertThat(answer.body()).isEqualTo("null");
        assertThat(answer.setCookies()).containsExactly("better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                "better-auth.session_data=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                "better-auth.dont_remember=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void readingItADayLaterProlongsItAndSetsTheCookieAgain() {
        server.clock.advance(Duration.ofHours(23));
        assertThat(server.get("/get-session", "cookie", signedUp.cookies()).plainCookies()).isEmpty();
        server.clock.advance(Duration.ofHours(1));
        assertThat(server.get("/get-session?disableRefresh=true", "cookie", signedUp.cookies()).plainCookies()).isEmpty();
        Answer prolonged = server.get("/get-session", "cookie", signedUp.cookies());
        assertThat(prolonged.plainCookies()).isEqualTo(signedUp.plainCookies());
        assertThat(prolonged.header("set-auth-token")).isEqualTo(signedUp.header("set-auth-token"));
        Instant expiresAt = Instant.parse(prolonged.json().at("/session/expiresAt").asText());
        assertThat(Duration.between(server.clock.instant(), expiresAt)).isBetween(Duration.ofDays(7).minusMillis(1), Duration.ofDays(7));
        assertThat(rowOf(signedUp.token())).containsExactly(expiresAt);
        server.clock.advance(Duration.ofHours(1));
        assertThat(server.get("/get-session", "cookie", signedUp.cookies()).plainCookies()).as("not again the same day").isEmpty();
    }

    @Test
    void anExpiredSessionIsNullAndItsRowDeleted() {
        server.clock.advance(Duration.ofDays(7).plusSeconds(1));
        assertThat(rowOf(signedUp.token())).hasSize(1);
        Answer answer = server.get("/get-session", "cookie", signedUp.cookies());
        assertThat(answer.body()).isEqualTo("null");
        assertThat(answer.setCookies()).hasSize(3);
        assertThat(rowOf(signedUp.token())).isEmpty();
    }

    @Test
    void isAnsweredFromMemoryForFiveMinutes() {
        server.get("/get-session", "cookie", signedUp.cookies());
        db.database().identity().update("update \"user\" set \"name\" = 'Anna' where \"id\" = ?", signedUp.json().at("/user/id").asText());
        assertThat(name("/get-session")).isEqualTo("Ann");
        server.clock.advance(Duration.ofMinutes(5));
        assertThat(name("/get-session")).isEqualTo("Anna");
    }

    @Test
    void whoeverAsksForTheDatabaseGetsIt() {
        server.get("/get-session", "cookie", signedUp.cookies());
        db.database().identity().update("delete from \"session\" where \"token\" = ?", signedUp.token());
        assertThat(server.get("/get-session?disableCookieCache=true", "cookie", signedUp.cookies()).body()).isEqualTo("null");
    }

    private String name(String path) {
        JsonNode json = server.get(path, "cookie", signedUp.cookies()).json();
        return json.at("/user/name").asText();
    }

    private static List<Instant> rowOf(String token) {
        return db.database().identity().query("select \"expiresAt\" from \"session\" where \"token\" = ?", row -> row.instant("expiresAt"),
                token);
    }
}
