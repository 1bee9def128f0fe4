package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.testing.TestDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody reaches a row that is not theirs, and no page acts for a reader but Hornbook's own. */
@Tag("integration")
class ApiAccessTest {
    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());
    private static final SignedInReader ann = service.signUp("ann");
    private static final SignedInReader eve = service.signUp("eve");
    private static final String conversation = ann.newConversation();
    private static final JsonNode answer = ann.ask(conversation, "What is domain randomisation?", "k", "Accept", "application/json").json()
            .path("message");

    /** A request on something of Ann's; {@code body} null for none. */
    private record Route(String method, String path, String body) {
        Reply with(String... headers) {
            return body == null ? service.send(method, path, headers) : service.sendJson(method, path, body, headers);
        }

        boolean writes() {
            return !method.equals("GET");
        }
    }

    static Stream<Route> routesOfARow() {
        String at = "/api/v1/conversations/" + conversation;
        String message = "/api/v1/messages/" + answer.path("id").asText();
        return Stream.of(
                new Route("GET", at, null),
                new Route("PATCH", at, "{\"title\":\"Eve was here\"}"),
                new Route("DELETE", at, null),
                new Route("GET", at + "/messages", null),
                new Route("POST", at + "/messages", "{\"text\":\"Whose is this?\",\"key\":\"eve\"}"),
                new Route("GET", at + "/export", null),
                new Route("GET", at + "/export?format=markdown", null),
                new Route("PUT", message + "/feedback", "{\"thumb\":\"up\"}"),
                new Route("DELETE", message + "/feedback", null),
                new Route("GET", message + "/events", null),
                new Route("POST", message + "/stop", null));
    }

    static Stream<Route> routes() {
        return Stream.concat(routesOfARow(), Stream.of(
                new Route("POST", "/api/v1/conversations", "{}"),
                new Route("GET", "/api/v1/conversations", null),
                new Route("GET", "/api/v1/conversations/search?q=randomisation", null),
                new Route("GET", "/api/v1/me", null),
                new Route("GET", "/api/v1/me/export", null),
                new Route("DELETE", "/api/v1/me", "{\"password\":\"correct horse\"}")));
    }

    static Stream<Route> writingRoutes() {
        return routes().filter(Route::writes);
    }

    @ParameterizedTest
    @MethodSource("routesOfARow")
    void anotherReadersRowsAreNotThere(Route route) {
        route.with(eve.signed()).isProblem(404);

        assertThat(ann.texts(conversation)).hasSize(2).last().isEqualTo(answer.path("text").asText());
        assertThat(ann.get("/api/v1/conversations/" + conversation).json().path("title").asText())
                .isEqualTo("What is domain randomisation?");
        assertThat(eve.get("/api/v1/conversations").json().path("conversations")).isEmpty();
        assertThat(eve.get("/api/v1/conversations/search?q=randomisation").json().path("matches")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutCredentialsNobodyIsServed(Route route) {
        Reply reply = route.with().isProblem(401);

        assertThat(reply.header("www-authenticate")).hasValue("Bearer");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aTokenThatIsNotOursIsRefusedEvenBesideAGoodCookie(Route route) {
        String[] parts = ann.token().split("\\.");
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        String resigned = parts[0] + "." + parts[1] + "." + eve.token().split("\\.")[2];
        for (String broken : new String[]{unsigned, resigned, "a.b.c", "..", "nonsense", ann.token() + "x"}) {
            route.with("Authorization", "Bearer " + broken, "Cookie", ann.cookie(), "Origin", service.origin()).isProblem(401);
        }
    }

    @ParameterizedTest
    @MethodSource("writingRoutes")
    void aCookieAloneWritesNothing(Route route) {
        route.with("Cookie", ann.cookie()).isProblem(403);
        route.with("Cookie", ann.cookie(), "Origin", "null").isProblem(403);
        route.with("Cookie", ann.cookie(), "Origin", "https://evil.example").isProblem(403);
        route.with("Cookie", ann.cookie(), "Origin", service.origin() + ".evil.example").isProblem(403);

        assertThat(ann.texts(conversation)).hasSize(2);
    }

    @Test
    void aCookieFromOurOwnPageWritesAndReads() {
        Reply created = service.sendJson("POST", "/api/v1/conversations", "{}", "Cookie", ann.cookie(), "Origin", service.origin());

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String at = "/api/v1/conversations/" + created.json().path("id").asText();
        assertThat(service.get(at, "Cookie", ann.cookie()).json()).isEqualTo(created.json());
        assertThat(service.send("DELETE", at, "Cookie", ann.cookie(), "Origin", service.origin()).status()).isEqualTo(204);
    }
}
