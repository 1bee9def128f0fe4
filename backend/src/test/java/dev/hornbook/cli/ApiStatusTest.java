package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How Hornbook is, told to those who read and to those who run it. */
@Tag("integration")
class ApiStatusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ELSEWHERE = "203.0.113.7";

    private static Simulator neon;
    private static RunningService service;
    private static SignedInReader ann;

    @BeforeAll
    static void begin() {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
        service = new RunningService(neon.url());
        ann = service.signUp("ann");
    }

    @AfterAll
    static void end() {
        service.close();
        neon.close();
    }

    @Test
    void theOperatorSeesWhoWokeTheComputeAndWhatRequestsTook() {
        service.awaitIndexed();
        service.awaitNoConnectionInHand();
        neon.suspend();
        // The first may still hit a connection that the suspend broke.
        JsonNode status = status(found -> ann.get("/api/v1/conversations").status() == 200
                && found.at("/wakes/0/by").asText().equals("GET /api/v1/conversations"));
        assertThat(status.at("/wakes/0/cause").asText()).isEqualTo("DEMAND");
        assertThat(status.path("states")).isNotEmpty();
        JsonNode route = route(status, "GET /api/v1/conversations");
        assertThat(route.path("requests").asInt()).isPositive();
        assertThat(route.at("/took/max").asDouble()).isGreaterThanOrEqualTo(route.at("/acquire/max").asDouble());
        assertThat(route.at("/acquire/max").asDouble()).as("the wake was waited for").isPositive();
        assertThat(status.at("/awakeToday/inWords").asText()).startsWith("awake ").contains("for readers");
        assertThat(status.at("/pool/maximum").asInt()).isEqualTo(16);
    }

    @Test
    void everybodyElseIsToldInWordsAndNoFigures() {
        JsonNode status = service.get("/api/v1/status", "X-Forwarded-For", ELSEWHERE).json();

        assertThat(status.path("inWords").asText()).endsWith(".");
        assertThat(status.fieldNames()).toIterable().containsExactlyInAnyOrder("at", "state", "since", "inWords");
        assertThat(ann.get("/api/v1/status", "X-Forwarded-For", ELSEWHERE).json().has("pool")).as("a reader is no operator").isFalse();
    }

    @Test
    void anAnswerTellsItsTimeAtTheDatabaseUnlessSomebodySignsIn() {
        assertThat(ann.get("/api/v1/conversations").header("server-timing").orElseThrow())
                .matches("acquire;dur=[0-9.]+, execute;dur=[0-9.]+");
        assertThat(service.get("/api/auth/get-session", "Cookie", ann.cookie()).header("server-timing")).isEmpty();
    }

    private static JsonNode route(JsonNode status, String name) {
        for (JsonNode route : status.path("routes")) {
            if (route.path("route").asText().equals(name)) {
                return route;
            }
        }
        throw new AssertionError(status.toString());
    }

    private static JsonNode status(Predicate<JsonNode> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            JsonNode status = service.get("/api/v1/status").json();
            if (wanted.test(status)) {
                return status;
            }
            assertThat(Instant.now()).as(status.toPrettyString()).isBefore(end);
        }
    }
}
