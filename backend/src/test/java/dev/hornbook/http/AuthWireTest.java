package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.http.AuthWire.Answer;
import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers here are what better-auth 1.7.7 answered. */
@Tag("integration")
class AuthWireTest {

    private static final Path CONTRACT = Path.of(System.getProperty("hornbook.root"), "docs", "contracts", "auth-api.md");

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    @Test
    void okIsOk() {
        Answer answer = server.get("/ok");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(answer.header("content-type")).contains("application/json");
    }

    @Test
    void everyRouteOfTheContractIsThere() throws IOException {
        List<MatchResult> routes = Pattern.compile("(?m)^\\| `(GET|POST) (/[^`]+)` \\|").matcher(Files.readString(CONTRACT)).results()
                .toList();
        assertThat(routes).hasSizeGreaterThan(10);
        for (MatchResult route : routes) {
            Answer answer = server.request(route.group(1), route.group(2).replace("{token}", "token"), BodyPublishers.noBody());
            assertThat(answer.status() == 404 && answer.body().isEmpty()).as(route.group()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,/nothing", "GET,/sign-up/email", "PUT,/sign-in/email", "OPTIONS,/sign-in/email", "DELETE,/get-session",
        "GET,/get-session/", "GET,''", "GET,/",
        "HEAD,/ok", "GET,/ok/more", "GET,/sign-in", "POST,/nothing", "POST,/jwks"})
    void whatDoesNotExistIsAnEmpty404(String method, String path) {
        Answer answer = server.request(method, path, BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anotherMediaTypeIsRefused() {
        Answer answer = server.request("POST", "/sign-up/email", BodyPublishers.ofString("{\"name\":1}"), "content-type", "text/plain");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.body()).isEqualTo(
                "{\"message\":\"Content-Type \\\"text/plain\\\" is not allowed. Allowed types: application/x-www-form-urlencoded, application/json\",\"code\":\"UNSUPPORTED_MEDIA_TYPE\"}");
        assertThat(server.request("POST", "/sign-out", BodyPublishers.ofString("a=b"), "content-type", "application/x-www-form-urlencoded")
                .status()).isEqualTo(415);
    }

    @Test
    void aBodyWithoutATypeIsNone() {
        Answer answer = server.request("POST", "/sign-up/email", BodyPublishers.ofString("{\"name\":1}"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText())
                .isEqualTo(
                        "[body] Invalid input: expected object, received undefined; [body] Invalid input: expected record, received undefined");
    }

    @ParameterizedTest
    @CsvSource({"[,200000", "x,70000", "\u00e9,65536"})
    void whatIsTooLongOrTooDeepIsRefusedAndTheServerGoesOn(String piece, int times) {
        Answer answer = server.post("/sign-in/email", piece.repeat(times));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(server.post("/sign-in/email", "[".repeat(30_000)).status()).isEqualTo(400);
        assertThat(server.get("/ok").status()).isEqualTo(200);
    }

    @Test
    void blankTextIsNotJson() {
        assertThat(server.post("/sign-out", " ").status()).isEqualTo(400);
        assertThat(server.post("/sign-out", "").status()).isEqualTo(200);
    }

    @Test
    void textThatIsNotUtf8IsNotJson() {
        Answer answer = server.request("POST", "/sign-in/email",
                BodyPublishers.ofByteArray(new byte[]{'{', '"', (byte) 0xff, '"', ':', '1', '}'}), "content-type",
                "application/json; charset=utf-8");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Invalid JSON in request body\",\"code\":\"BAD_REQUEST\"}");
    }
}
