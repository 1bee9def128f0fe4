package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a program sends, it is told in a problem document what is wrong with it, and nothing of it is stored. */
@Tag("integration")
class ApiInputTest {
    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());
    private static final SignedInReader ann = service.signUp("ann");
    private static final String conversation = ann.newConversation();
    private static final String at = "/api/v1/conversations/" + conversation;
    private static final String before = ann.get(at).body();

    /** A v1 route that takes a body. */
    private record Route(String method, String path) {}

    static Stream<Route> routesWithABody() {
        return Stream.of(new Route("POST", "/api/v1/conversations"), new Route("PATCH", at), new Route("POST", at + "/messages"));
    }

    @AfterEach
    void nothingWasStored() {
        assertThat(ann.get("/api/v1/conversations").json().path("conversations")).hasSize(1);
        assertThat(ann.get(at).body()).isEqualTo(before);
        assertThat(ann.texts(conversation)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routesWithABody")
    void whatIsNotTheJsonAskedForIsRefused(Route route) {
        for (String body : new String[]{"{", "[]", "null", "42", "\"text\"", "{} {}", "{\"surprise\":1}", "{'text':'x'}", "\u0000",
            "<xml/>",
            "{\"text\":\"x\",\"text\":\"y\",\"key\":\"k\"}", "[".repeat(50_000), "{\"text\":".repeat(5_000)}) {
            assertThat(refusal(route, body, "application/json").status()).as(body.substring(0, Math.min(30, body.length()))).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithABody")
    void whatIsNotUtf8IsRefused(Route route) {
        byte[] latin1 = "{\"text\":\"Caf\u00e9\",\"key\":\"k\",\"title\":\"Caf\u00e9\",\"textbook\":\"caf\u00e9\"}"
                .getBytes(StandardCharsets.ISO_8859_1);
        Reply reply = service.send(service.request(route.path(), ann.signed("Content-Type", "application/json"))
                .method(route.method(), BodyPublishers.ofByteArray(latin1)));

        reply.isProblem(400);
    }

    @Test
    void anOverlongFormHidesNothing() {
        byte[] slash = "{\"text\":\"\u00c0\u00af\",\"key\":\"k\"}".getBytes(StandardCharsets.ISO_8859_1);

        service.send(service.request(at + "/messages", ann.signed("Content-Type", "application/json"))
                .POST(BodyPublishers.ofByteArray(slash))).isProblem(400);
    }

    @ParameterizedTest
    @MethodSource("routesWithABody")
    void aBodyTooLargeIsRefused(Route route) {
        for (int size : new int[]{70 * 1024, 1_000_000}) {
            assertThat(refusal(route, "{\"text\":\"" + "a".repeat(size) + "\"}", "application/json").status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithABody")
    void anotherMediaTypeIsRefused(Route route) {
        for (String type : new String[]{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
            assertThat(refusal(route, "{\"text\":\"x\",\"key\":\"k\"}", type).status()).as(type).isEqualTo(415);
        }
        for (String type : new String[]{"nonsense", "application/", ";;;"}) {
            assertThat(refusal(route, "{\"text\":\"x\",\"key\":\"k\"}", type).status()).as(type).isBetween(400, 415);
        }
    }

    static Stream<String> questions() {
        return Stream.of("{}", "{\"text\":\"Why?\"}", "{\"key\":\"k\"}", question("", "k"), question("  \\n\\u200b ", "k"),
                question("a\\u0000b", "k"), question("a\\ud800b", "k"), question("a".repeat(4_001), "k"), question("Why?", ""),
                question("Why?", "k".repeat(201)), question("Why?", "\\udc00"), question("Why?", "\\u0000"),
                "{\"text\":1,\"key\":\"k\"}", "{\"text\":true,\"key\":\"k\"}", "{\"text\":[\"Why?\"],\"key\":\"k\"}",
                "{\"text\":{},\"key\":\"k\"}", "{\"text\":null,\"key\":\"k\"}", "{\"text\":\"Why?\",\"key\":7}");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionThatIsNoneIsNotAsked(String body) {
        refusal(new Route("POST", at + "/messages"), body, "application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\":\"\"}", "{\"title\":\" \\t\"}", "{\"title\":\"a\\u0000b\"}", "{\"title\":\"\\ud800\"}",
        "{\"title\":3}",
        "{\"title\":[]}", "{\"starred\":\"yes\"}", "{\"starred\":\"true\"}", "{\"starred\":1}", "{\"starred\":\"\"}", "{\"starred\":\" \"}",
        "{\"starred\":{}}", "{\"id\":\"x\"}"})
    void aChangeThatIsNoneChangesNothing(String body) {
        refusal(new Route("PATCH", at), body, "application/json");
    }

    @Test
    void aTitleTooLongIsRefusedAndItsFieldNamed() {
        Reply reply = refusal(new Route("PATCH", at), "{\"title\":\"" + "a".repeat(201) + "\"}", "application/json");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("detail").asText()).contains("title").contains("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"textbook\":\"\"}", "{\"textbook\":7}", "{\"textbook\":\"a\\u0000\"}", "{\"textbook\":\"\\ud800\"}",
        "{\"textbook\":{}}", "{\"textbook\":\"no-such-book\"}"})
    void aTextbookThatCouldBeNoneIsRefused(String body) {
        refusal(new Route("POST", "/api/v1/conversations"), body, "application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x", "1-1-1-1-1", "00000000-0000-0000-0000-00000000000g", "%00", "%ff", "%27%3B--",
        "00000000-0000-0000-0000-000000000000"})
    void anIdThatNothingHasIsNotFound(String id) {
        ann.get("/api/v1/conversations/" + id).isProblem(404);
        ann.get("/api/v1/conversations/" + id + "/messages").isProblem(404);
        ann.sendJson("PATCH", "/api/v1/conversations/" + id, "{\"title\":\"x\"}").isProblem(404);
        ann.send("DELETE", "/api/v1/conversations/" + id).isProblem(404);
        ann.ask(id, "Why?", "k").isProblem(404);
        ann.get("/api/v1/messages/" + id + "/events").isProblem(404);
        ann.send("POST", "/api/v1/messages/" + id + "/stop").isProblem(404);
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=101", "limit=-1", "limit=x", "limit=1e3", "limit=%2B1", "limit=%D9%A1", "limit=99999999999", "limit=%00",
        "after=x", "after=%00",
        "after=AAAA", "after=________________________________"})
    void aPageThatIsNoneIsRefused(String query) {
        Reply reply = ann.get("/api/v1/conversations?" + query);

        reply.isProblem(reply.status());
        assertThat(reply.status()).isIn(400, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "q=", "q=%20", "q=%00", "q=x&limit=0", "q=x&limit=101", "q=x&limit=a", "q=%e2%80%8b"})
    void aSearchThatIsNoneIsRefused(String query) {
        Reply reply = ann.get("/api/v1/conversations/search?" + query);

        reply.isProblem(reply.status());
        assertThat(reply.status()).isIn(400, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "99999999999999999999", "-1", "+1"})
    void aLastEventThatIsNoNumberIsRefused(String last) {
        ann.get("/api/v1/messages/00000000-0000-0000-0000-000000000000/events", "Last-Event-ID", last).isProblem(400);
    }

    private static String question(String text, String key) {
        return "{\"text\":\"" + text + "\",\"key\":\"" + key + "\"}";
    }

    private static Reply refusal(Route route, String body, String type) {
        Reply reply = service.send(service.request(route.path(), ann.signed("Content-Type", type))
                .method(route.method(), BodyPublishers.ofString(body)));
        assertThat(reply.status()).as(reply.toString()).isBetween(400, 499);
        return reply.isProblem(reply.status());
    }
}
