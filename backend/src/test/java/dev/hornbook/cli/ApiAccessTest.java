package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.testing.TestDatabase;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

    static Stream<ReadersRoute> routes() {
        return ReadersRoute.all(conversation, answer.path("id").asText());
    }

    static Stream<Arguments> routesOfARow() {
        String nobodys = UUID.randomUUID().toString();
        Iterator<ReadersRoute> ofNothing = ReadersRoute.all(nobodys, nobodys).iterator();
        return routes().map(route -> Arguments.of(route, ofNothing.next())).filter(both -> ((ReadersRoute) both.get()[0]).ofARow());
    }

    static Stream<ReadersRoute> writingRoutes() {
        return routes().filter(ReadersRoute::writes);
    }

    @ParameterizedTest
    @MethodSource("routesOfARow")
    void whatIsAnotherReadersIsAnsweredAsIfItHadNeverBeen(ReadersRoute route, ReadersRoute ofNothing) {
        Reply reply = route.send(service, eve.signed()).isProblem(404);

        assertThat(reply.body()).isEqualTo(ofNothing.send(service, eve.signed()).isProblem(404).body());

        assertThat(ann.texts(conversation)).hasSize(2).last().isEqualTo(answer.path("text").asText());
        assertThat(ann.get("/api/v1/conversations/" + conversation).json().path("title").asText())
                .isEqualTo("What is domain randomisation?");
        assertThat(eve.get("/api/v1/conversations").json().path("conversations")).isEmpty();
        assertThat(eve.get("/api/v1/conversations/search?q=randomisation").json().path("matches")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutCredentialsNobodyIsServed(ReadersRoute route) {
        Reply reply = route.send(service).isProblem(401);

        assertThat(reply.header("www-authenticate")).hasValue("Bearer");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aTokenThatIsNotOursIsRefusedEvenBesideAGoodCookie(ReadersRoute route) {
        String[] parts = ann.token().split("\\.");
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        String resigned = parts[0] + "." + parts[1] + "." + eve.token().split("\\.")[2];
        for (String broken : new String[]{unsigned, resigned, "a.b.c", "..", "nonsense", ann.token() + "x"}) {
            route.send(service, "Authorization", "Bearer " + broken, "Cookie", ann.cookie(), "Origin", service.origin()).isProblem(401);
        }
    }

    @ParameterizedTest
    @MethodSource("writingRoutes")
    void aCookieAloneWritesNothing(ReadersRoute route) {
        route.send(service, "Cookie", ann.cookie()).isProblem(403);
        route.send(service, "Cookie", ann.cookie(), "Origin", "null").isProblem(403);
        route.send(service, "Cookie", ann.cookie(), "Origin", "https://evil.example").isProblem(403);
        route.send(service, "Cookie", ann.cookie(), "Origin", service.origin() + ".evil.example").isProblem(403);

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
