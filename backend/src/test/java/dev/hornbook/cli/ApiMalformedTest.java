package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no decent client sends: it is answered before any route, and yet in the same form. */
@Tag("integration")
class ApiMalformedTest {
    private static final int PATIENCE_MILLIS = 10_000;

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());

    /** Status line, headers and body, as they came. */
    private record Raw(int status, String head, String body) {}

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /api/v1/textbooks HTTP/1.1\r\n\r\n",
        "GET /api/v1/textbooks HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /api/v1/te xt HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /<script>alert(1)</script> HTTP/1.1\r\nHost: <script>\r\n\r\n",
        "GET /api/v1/textbooks HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
        "GET /api/v1/textbooks HTTP/1.1\r\nHost: a\r\nNo colon here\r\n\r\n",
        "POST /api/v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
        "POST /api/v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /api/v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/v1/conversations HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /api/v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999\r\n\r\n"})
    void aRequestThatIsNoHttpIsRefusedInOurForm(String request) throws IOException {
        Raw answer = send(request);

        assertThat(answer.status()).as(answer.toString()).isBetween(400, 505).isNotEqualTo(500);
        assertProblem(answer);
    }

    @Test
    void headersTooLargeAreRefused() throws IOException {
        Raw answer = send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(64 * 1024) + "\r\n\r\n");

        assertThat(answer.status()).isBetween(400, 431);
        assertProblem(answer);
    }

    @Test
    void aChunkedBodyTooLargeIsRefused() throws IOException {
        String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        Raw answer = send("POST /api/auth/sign-in/email HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk + chunk + "0\r\n\r\n");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(413);
    }

    @Test
    void anExpectationIsMet() throws IOException {
        Raw answer = send("POST /api/v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                + "Expect: 100-continue\r\nConnection: close\r\n\r\n{}");

        assertThat(answer.status()).as(answer.toString()).isIn(100, 401);
        assertThat(answer.body() + answer.head()).contains("application/problem+json");
    }

    @Test
    void whatIsLeftOfARefusedRequestsBodyIsNoRequest() throws IOException {
        String inside = "GET /api/auth/ok HTTP/1.1\r\nHost: a\r\n\r\n";
        for (String connection : new String[]{"close", "keep-alive"}) {
            Raw answer = send(
                    "POST /api/v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: " + connection
                            + "\r\nContent-Length: " + inside.length() + "\r\n\r\n" + inside);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).as(connection).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void aConnectionEndsWithTheRequestThatAsksForThat() throws IOException {
        String last = "GET /api/auth/ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

        assertThat(RawAnswer.of(service.port(), (last + last).getBytes(StandardCharsets.ISO_8859_1)).body()).isEqualTo("{\"ok\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health", "/api/v1/none", "/", "/assets/none.js"})
    void anAnswerToHeadHasNoBody(String path) throws IOException {
        Raw answer = send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer.head()).containsIgnoringCase("content-length:").doesNotContainIgnoringCase("content-length: 0");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void betterAuthsClientIsToldInItsOwnForm() throws IOException {
        Raw answer = send("POST /api/auth/sign-in/email HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999\r\n\r\n");

        assertThat(answer.status()).isEqualTo(413);
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.path("message").asText()).isNotEmpty();
        assertThat(body.path("code").asText()).isEqualTo("REQUEST_ENTITY_TOO_LARGE");
    }

    private static void assertProblem(Raw answer) throws IOException {
        assertThat(answer.head()).as(answer.toString()).containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("content-security-policy:");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("<").doesNotContain("Exception").doesNotContain("helidon");
    }

    private static Raw send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).startsWith("HTTP/1.1 ");
            int end = all.indexOf("\r\n\r\n");
            return new Raw(Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
        }
    }
}
