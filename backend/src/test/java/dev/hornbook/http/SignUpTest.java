package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers here are what better-auth 1.7.7 answered. */
@Tag("integration")
class SignUpTest {

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    @Test
    void makesAnAccountAndSignsItIn() {
        Answer answer = server.signUp("Ann@Example.org", "correct horse");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).contains("application/json");
        assertThat(answer.body()).matches(
                "\\{\"token\":\"[a-zA-Z0-9]{32}\",\"user\":\\{\"name\":\"Ann\",\"email\":\"ann@example.org\",\"emailVerified\":false,\"image\":null,"
                        + "\"createdAt\":\"[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z\",\"updatedAt\":\"[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z\",\"isAnonymous\":false,\"id\":\"[a-zA-Z0-9]{32}\"}}");
        assertThat(answer.plainCookies()).singleElement().asString()
                .matches("better-auth\\.session_token=" + answer.token()
                        + "\\.[a-zA-Z0-9%]+%3D; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax");
        assertThat(answer.header("set-auth-token").orElseThrow()).startsWith(answer.token() + ".").endsWith("=");
        assertThat(answer.header("access-control-expose-headers")).contains("set-auth-token");
        assertThat(server.get("/get-session", "cookie", answer.cookies()).json().at("/user/email").asText()).isEqualTo("ann@example.org");
    }

    @Test
    void storesRowsABetterAuthServerReads() {
        JsonNode user = server.signUp("rows@example.org", "correct horse").json().path("user");

        List<String> rows = db.database().identity()
                .query("""
                       select a."accountId" = u."id" and a."providerId" = 'credential' and a."id" ~ '^[a-zA-Z0-9]{32}$'
                          and a."password" ~ '^[0-9a-f]{32}:[0-9a-f]{128}$' and s."expiresAt" = s."createdAt" + interval '7 days'
                          and s."userAgent" like 'Java%' and s."ipAddress" = '127.0.0.1' as "asExpected"
                       from "user" u join "account" a on a."userId" = u."id" join "session" s on s."userId" = u."id"
                       where u."id" = ?""", row -> row.text("asExpected"), user.path("id").asText());
        assertThat(rows).containsExactly("t");
    }

    @Test
    void anAddressIsTakenOnceInWhateverCase() {
        server.signUp("twice@example.org", "correct horse");
        Answer again = server.signUp("Twice@example.org", "another horse");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .isEqualTo("{\"message\":\"User already exists. Use another email.\",\"code\":\"USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL\"}");
        assertThat(again.setCookies()).isEmpty();
    }

    @Test
    void ofManyWhoTakeAnAddressInTheSameMomentOneGetsIt() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> everybody = IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(i -> () -> server.signUp("race@example.org", "correct horse").status()).toList();
            assertThat(threads.invokeAll(everybody).stream().map(Future::resultNow)).containsExactlyInAnyOrder(200, 422, 422, 422, 422,
                    422);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                                                                  {"name":"A","email":"a@example.org","password":"short"}                | PASSWORD_TOO_SHORT | Password too short
                                                                  {"name":"A","email":"bad","password":"correct horse"}                  | VALIDATION_ERROR | [body.email] Invalid email address
                                                                  {"name":"A","password":"correct horse"}                                | VALIDATION_ERROR | [body.email] Invalid input: expected string, received undefined
                                                                  {}                                                                     | VALIDATION_ERROR | [body.name] Invalid input: expected string, received undefined; [body.email] Invalid input: expected string, received undefined; [body.password] Invalid input: expected string, received undefined
                                                                  {"name":null,"email":"a@b.co","password":""}                           | VALIDATION_ERROR | [body.name] Invalid input: expected string, received null; [body.password] Too small: expected string to have >=1 characters
                                                                  {"name":1,"email":true,"password":[]}                                  | VALIDATION_ERROR | [body.name] Invalid input: expected string, received number; [body.email] Invalid input: expected string, received boolean; [body.password] Invalid input: expected string, received array
                                                                  {"name":"A","email":"a@b.co","password":"12345678","rememberMe":"x","image":3} | VALIDATION_ERROR | [body.image] Invalid input: expected string, received number; [body.rememberMe] Invalid input: expected boolean, received string
                                                                  []                                                                     | VALIDATION_ERROR | [body] Invalid input: expected object, received array; [body] Invalid input: expected record, received array
                                                                  "x"                                                                    | VALIDATION_ERROR | [body] Invalid input: expected object, received string; [body] Invalid input: expected record, received string
                                                                  null                                                                   | VALIDATION_ERROR | [body] Invalid input: expected object, received null; [body] Invalid input: expected record, received null
                                                                  {nonsense                                                              | BAD_REQUEST | Invalid JSON in request body
                                                                  {} {}                                                                  | BAD_REQUEST | Invalid JSON in request body
                                                                  {"name":"a\\u0000b","email":"a@b.co","password":"12345678"}            | VALIDATION_ERROR | [body.name] Invalid string: must be valid Unicode without NUL
                                                                  {"name":"a\\ud800b","email":"a@b.co","password":"12345678"}            | VALIDATION_ERROR | [body.name] Invalid string: must be valid Unicode without NUL
                                                                  """)
    void whatIsWrongWithABodyIsSaidInBetterAuthsWords(String body, String code, String message) {
        Answer answer = server.post("/sign-up/email", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).isEqualTo(message);
        assertThat(answer.json().path("code").asText()).isEqualTo(code);
        assertThat(answer.json()).hasSize(2);
    }

    @Test
    void aPasswordHasAtMost128Units() {
        Answer answer = server.signUp("long@example.org", "x".repeat(129));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Password too long\",\"code\":\"PASSWORD_TOO_LONG\"}");
        assertThat(server.signUp("long@example.org", "x".repeat(128)).status()).isEqualTo(200);
    }

    @Test
    void aPlainFormWillDo() {
        Answer answer = server.request("POST", "/sign-up/email",
                BodyPublishers.ofString("name=F%C3%A9+Form&email=form@example.org&password=correct+horse"), "content-type",
                "application/x-www-form-urlencoded");
        assertThat(answer.json().at("/user/name").asText()).isEqualTo("Fé Form");
        assertThat(server.signIn("form@example.org", "correct horse").status()).isEqualTo(200);
    }

    @Test
    void whatAClientMayNotSetItDoesNotSet() {
        JsonNode user = server.post("/sign-up/email",
                "{\"name\":\"F\",\"email\":\"f@example.org\",\"password\":\"correct horse\",\"image\":\"http://x/y.png\",\"emailVerified\":true,\"id\":\"me\",\"extra\":1}")
                .json().path("user");
        assertThat(user.path("emailVerified").asBoolean()).isFalse();
        assertThat(user.path("id").asText()).hasSize(32);
        assertThat(user.path("image").asText()).isEqualTo("http://x/y.png");
    }
}
