package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers here are what better-auth 1.7.7 answered. */
@Tag("integration")
class SignInTest {

    private static final String REFUSED = "{\"message\":\"Invalid email or password\",\"code\":\"INVALID_EMAIL_OR_PASSWORD\"}";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    @BeforeAll
    static void annHasAnAccount() {
        server.signUp("ann@example.org", "correct horse");
    }

    @Test
    void theRightPasswordSignsIn() {
        Answer answer = server.signIn("Ann@Example.org", "correct horse");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith(
                "{\"redirect\":false,\"token\":\"" + answer.token() + "\",\"user\":{\"name\":\"Ann\",\"email\":\"ann@example.org\",");
        assertThat(answer.plainCookies()).singleElement().asString().contains("; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
        assertThat(answer.header("set-auth-token").orElseThrow()).startsWith(answer.token());
    }

    @ParameterizedTest
    @CsvSource({"ann@example.org,wrong horse", "nobody@example.org,correct horse", "ann@example.org,''"})
    void aWrongPasswordAndAnUnknownAddressGetTheSameAnswer(String email, String password) {
        Answer answer = server.signIn(email, password);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(REFUSED);
        assertThat(answer.setCookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no hash at all", "a:b", ":", ""})
    void aStoredPasswordOfAnotherFormIsJustNotTheRightOne(String stored) {
        String email = "odd" + Math.abs(stored.hashCode()) + "@example.org";
        String id = server.signUp(email, "correct horse").json().at("/user/id").asText();
        db.database().identity().update("update \"account\" set \"password\" = ? where \"userId\" = ?", stored, id);
        Answer answer = server.signIn(email, "correct horse");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(REFUSED);
    }

    @Test
    void anAccountWithoutAPasswordIsNotEnteredWithOne() {
        String id = server.signUp("elsewhere@example.org", "correct horse").json().at("/user/id").asText();
        db.database().identity().update("update \"account\" set \"password\" = null where \"userId\" = ?", id);
        assertThat(server.signIn("elsewhere@example.org", "").body()).isEqualTo(REFUSED);
    }

    @Test
    void whatIsNoAddressIsSaidToBeNone() {
        Answer answer = server.signIn("bad", "correct horse");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Invalid email\",\"code\":\"INVALID_EMAIL\"}");
    }

    @Test
    void aMissingFieldIsNamed() {
        Answer answer = server.post("/sign-in/email", "{\"email\":\"ann@example.org\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(
                "{\"message\":\"[body.password] Invalid input: expected string, received undefined\",\"code\":\"VALIDATION_ERROR\"}");
    }

    @Test
    void aSessionThatEndsWithTheBrowserLivesADayAndIsNeverProlonged() {
        Answer answer = server.post("/sign-in/email",
                "{\"email\":\"ann@example.org\",\"password\":\"correct horse\",\"rememberMe\":false}");
        assertThat(answer.setCookies()).hasSize(3).allSatisfy(cookie -> assertThat(cookie).doesNotContain("Max-Age"));
        assertThat(answer.setCookies().get(1)).startsWith("better-auth.dont_remember=true.");
        server.clock.advance(Duration.ofHours(23));
        Answer later = server.get("/get-session", "cookie", answer.cookies());
        assertThat(later.json().path("session").path("userId").asText()).isNotEmpty();
        assertThat(later.plainCookies()).isEmpty();
        server.clock.advance(Duration.ofHours(2));
        assertThat(server.get("/get-session", "cookie", answer.cookies()).body()).isEqualTo("null");
    }

    @Test
    void aCallbackIsPassedOn() {
        Answer answer = server.post("/sign-in/email",
                "{\"email\":\"ann@example.org\",\"password\":\"correct horse\",\"callbackURL\":\"/books\"}");
        assertThat(answer.body()).startsWith("{\"redirect\":true,\"token\":\"" + answer.token() + "\",\"url\":\"/books\",\"user\":{");
        assertThat(answer.header("location")).contains("/books");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example/x", "//evil.example", "/\\\\evil.example", "/%2fevil.example", "javascript:alert(1)",
        "books"})
    void aCallbackThatLeadsAwayIsRefused(String callback) {
        Answer answer = server.post("/sign-in/email",
                "{\"email\":\"ann@example.org\",\"password\":\"correct horse\",\"callbackURL\":\"" + callback + "\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Invalid callbackURL\",\"code\":\"INVALID_CALLBACK_URL\"}");
    }

    @Test
    void aClassBehindOneAddressSignsIn() {
        server.clock.advance(Duration.ofHours(1));
        List<Future<Integer>> answers;
        try (var pupils = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 30)
                    .mapToObj(pupil -> pupils.submit(() -> server.signUp("pupil" + pupil + "@example.org", "correct horse").status()))
                    .toList();
        }
        assertThat(answers).extracting(Future::resultNow).as("signing up").containsOnly(200);
        try (var pupils = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 30)
                    .mapToObj(pupil -> pupils.submit(() -> server.signIn("pupil" + pupil + "@example.org", "correct horse").status()))
                    .toList();
        }
        assertThat(answers).extracting(Future::resultNow).containsOnly(200);
    }

    @Test
    void tenWrongPasswordsOnOneAccountAreTooMany() {
        server.signUp("guessed@example.org", "correct horse");
        Answer answer = null;
        for (int guess = 0; guess < 10; guess++) {
            answer = server.signIn("guessed@example.org", "wrong horse");
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Too many requests. Please try again later.\"}");
        assertThat(Integer.parseInt(answer.header("x-retry-after").orElseThrow())).isBetween(1, 60);
        assertThat(server.signIn("guessed@example.org", "correct horse").status()).isEqualTo(429);
        server.clock.advance(Duration.ofMinutes(1));
        assertThat(server.signIn("guessed@example.org", "correct horse").status()).isEqualTo(200);
    }
}
