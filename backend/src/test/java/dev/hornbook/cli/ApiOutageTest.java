package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.sim.ComputeState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service over a compute that sleeps, and over one that cannot be reached. */
@Tag("integration")
class ApiOutageTest {
    private static final String QUESTION = "How is the capture point of a walking robot computed?";
    private static final String CHAPTERS = "/api/v1/textbooks";
    private static final String BY_ROUTE = "hornbook_wakes_total{by=\"GET /api/v1/conversations\",cause=\"demand\"}";
    private static final String SEARCH = "/api/v1/search?q=capture+point";
    private static final String WRONG = "{\"password\":\"wrong horse\"}";
    private static final Duration QUICKLY = Duration.ofSeconds(3);
    private static final Duration IN_A_WHILE = Duration.ofSeconds(20);

    @TempDir
    private static Path directory;
    private static Simulator neon;
    private static RunningService service;
    private static SignedInReader ann;

    private String conversation;

    @BeforeAll
    static void begin() {
        comeBack();
        service = new RunningService(neon.url());
        service.awaitIndexed();
        ann = service.signUp("ann");
    }

    @AfterAll
    static void end() {
        service.close();
        neon.close();
    }

    @BeforeEach
    void aConversation() {
        conversation = until(201, () -> ann.sendJson("POST", "/api/v1/conversations", "{}")).json().path("id").asText();
        service.awaitNoConnectionInHand();
    }

    @AfterEach
    void theDatabaseIsBack() {
        if (neon.state() == ComputeState.CLOSED) {
            comeBack();
        }
    }

    @Test
    void whatNeedsNoDatabaseWakesNone() {
        neon.suspend();

        for (String path : new String[]{"/health", "/health/live", "/health/ready", "/health/database", CHAPTERS, SEARCH, "/",
            "/metrics", "/api/v1/status"}) {
            assertThat(service.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(ann.get("/api/v1/me").status()).as("a token is judged from memory").isEqualTo(200);

        assertThat(neon.state()).isEqualTo(ComputeState.IDLE);
    }

    @Test
    void aQuestionToASleepingComputeWaitsAndIsAnswered() {
        neon.suspend();

        // A connection that breaks under a statement is a 503, and the page asks again under the same key.
        JsonNode last = until(200, () -> ann.ask(conversation, QUESTION, "k")).events().getLast().data();

        assertThat(last.at("/message/status").asText()).isEqualTo("complete");
        assertThat(last.at("/message/citations")).isNotEmpty();
        assertThat(ann.texts(conversation)).hasSize(2);
    }

    @Test
    void whoeverWokeTheComputeIsCountedByRoute() {
        neon.suspend();

        until(200, () -> ann.get("/api/v1/conversations"));

        Reply metrics = until(200, () -> service.get("/metrics"));
        for (Instant end = Instant.now().plus(IN_A_WHILE); !metrics.body().contains(BY_ROUTE) && Instant.now().isBefore(end);) {
            metrics = service.get("/metrics");
        }
        assertThat(metrics.body()).contains(BY_ROUTE);
    }

    @Test
    void readingGoesOnWhileTheDatabaseCannotBeReachedAndHistoryIsPutOff() {
        goAway();

        ann.get("/api/v1/conversations").isProblem(503);
        Instant asked = Instant.now();
        Reply refused = ann.get("/api/v1/conversations").isProblem(503);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(QUICKLY);
        assertThat(refused.code()).isEqualTo("database-unavailable");
        assertThat(refused.json().path("retryAfter").asLong()).isPositive();
        assertThat(refused.header("retry-after")).hasValue(refused.json().path("retryAfter").asText());
        ann.sendJson("POST", "/api/v1/conversations", "{}").isProblem(503);
        ann.ask(conversation, QUESTION, "k").isProblem(503);
        for (int attempt = 0; attempt < 7; attempt++) {
            ann.sendJson("DELETE", "/api/v1/me", WRONG).isProblem(503);
        }
        assertThat(service.get("/health/ready").status()).isEqualTo(200);
        assertThat(service.get(CHAPTERS).json().path("textbooks")).isNotEmpty();
        assertThat(service.get(SEARCH).json().path("results")).isNotEmpty();
        assertThat(service.get("/").status()).isEqualTo(200);
        assertThat(service.get("/api/auth/get-session", "Cookie", ann.cookie()).json().at("/user/name").asText()).isEqualTo("ann");

        comeBack();
        Reply answer = until(200, () -> ann.ask(conversation, QUESTION, "k", "Accept", "application/json"));
        assertThat(answer.json().at("/message/status").asText()).isEqualTo("complete");
        assertThat(ann.texts(conversation)).as("asked once, however often it was tried").hasSize(2);
        ann.sendJson("DELETE", "/api/v1/me", WRONG).isProblem(403);
    }

    @Test
    void aServiceStartedDuringAnOutageIsWholeOnceItEnds() {
        String url = neon.createDatabase("late");
        goAway();

        try (var late = new RunningService(url)) {
            assertThat(late.get("/").status()).isEqualTo(200);
            assertThat(late.get("/health/live").status()).isEqualTo(200);
            assertThat(late.get("/health/database").status()).isEqualTo(503);
            late.get("/api/v1/conversations").isProblem(503);
            late.get("/api/v1/me").isProblem(503);
            assertThat(late.get("/api/auth/ok").status()).isEqualTo(200);
            Reply session = late.get("/api/auth/get-session");
            assertThat(session.status()).isEqualTo(503);
            assertThat(session.header("retry-after")).isPresent();
            assertThat(session.json().path("code").asText()).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(session.json().path("message").asText()).isNotEmpty();

            comeBack();
            until(401, () -> late.get("/api/v1/me"));
            SignedInReader eve = late.signUp("eve");
            assertThat(eve.ask(eve.newConversation(), QUESTION, "k").events().getLast().name()).isEqualTo("done");
        }
    }

    /** Nothing answers at the database's address any more. */
    private static void goAway() {
        neon.close();
    }

    /** The same database, at the same address. */
    private static void comeBack() {
        neon = Simulator.start(SimulatorSettings.in(directory.resolve("neon")).binaries(SimulatorSettings.sharedBinaries()).neverSuspend());
    }

    /** Tries until the status is this one; the service answers an attempt in vain fast, but no faster than the network. */
    private static Reply until(int status, Supplier<Reply> attempt) {
        Reply reply = attempt.get();
        for (Instant end = Instant.now().plus(IN_A_WHILE); reply.status() != status && Instant.now().isBefore(end);) {
            reply = attempt.get();
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply;
    }
}
