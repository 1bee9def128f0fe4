package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.PoolState;
import dev.hornbook.sim.Refusal;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The service is brought into each state that docs/operations.md has a line for, and held to what that line says. */
@Tag("integration")
class ServedInEachStateTest {
    private static final Path PAGE = Path.of(System.getProperty("hornbook.root"), "docs", "operations.md");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| ([A-Z]+) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Long enough to be met on the way, and shorter than a reader's deadline. */
    private static final Duration WHILE = Duration.ofSeconds(2);

    private static Simulator neon;
    private static String url;
    private static NeonDataSource quickToSleep;
    private static RunningService service;
    private static SignedInReader ann;

    /**
     * A line of the page.
     *
     * @param reading what of chapters and search is served
     * @param readers what of questions, history and accounts
     */
    record Line(PoolState state, String reading, String readers) {}

    @BeforeAll
    static void begin() {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
        url = neon.createDatabase("states");
        // The service joins it, as the pool of the same URL.
        quickToSleep = NeonDataSource
                .open(NeonSettings.of(url).trustedFor(Duration.ofMillis(200)).idleTimeout(Duration.ofMillis(400)));
        service = new RunningService(url);
        service.awaitIndexed();
        ann = service.signUp("ann");
    }

    @AfterAll
    static void end() {
        service.close();
        quickToSleep.close();
        neon.close();
    }

    static List<Line> lines() throws IOException {
        return LINE.matcher(Files.readString(PAGE)).results()
                .map(found -> new Line(PoolState.valueOf(found.group(1)), found.group(2), found.group(3)))
                .toList();
    }

    @Test
    void everyStateHasItsLine() throws IOException {
        assertThat(lines()).extracting(Line::state).containsExactly(PoolState.values());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void eachStateServesWhatItsLineSays(Line line) {
        switch (line.state()) {
            case STARTING -> starting(line);
            case READY -> {
                assertThat(ann.get("/api/v1/conversations").status()).isEqualTo(200);
                holds(line, service, ann);
            }
            case ASLEEP -> {
                await(service, PoolState.ASLEEP);
                neon.suspend();
                long wakes = neon.counters().wakes();
                holds(line, service, ann);
                assertThat(neon.counters().wakes()).isEqualTo(wakes + 1);
            }
            case WAKING -> waking(line);
            case DOWN -> {
                neon.faults().refuse(Refusal.ENDPOINT_DISABLED);
                neon.faults().resetAll();
                try {
                    // The first may meet a connection that is just being reset, after which nothing is tried until somebody asks.
                    await(service, PoolState.DOWN, () -> ann.get("/api/v1/conversations"));
                    holds(line, service, ann);
                } finally {
                    neon.faults().clear();
                }
            }
            case CLOSED -> {
                var other = new RunningService(neon.createDatabase("closing"));
                SignedInReader eve = other.signUp("eve");
                other.close();
                holds(line, other, eve);
            }
        }
    }

    private static void starting(Line line) {
        String prepared = neon.createDatabase("starting");
        try (NeonDataSource pool = NeonDataSource.open(NeonSettings.of(prepared))) {
            Schema.ensure(pool, Optional.empty());
        }
        neon.faults().blackHole();
        try (var late = RunningService.starting(prepared)) {
            CompletableFuture.delayedExecutor(WHILE.toMillis(), TimeUnit.MILLISECONDS).execute(neon.faults()::clear);
            holds(line, late, new SignedInReader(late, "", ""));
        } finally {
            neon.faults().clear();
        }
    }

    private static void waking(Line line) {
        await(service, PoolState.ASLEEP);
        neon.suspend();
        neon.faults().coldStart(WHILE, Duration.ZERO);
        try {
            var waker = CompletableFuture.supplyAsync(() -> ann.get("/api/v1/conversations"));
            await(service, PoolState.WAKING);
            holds(line, service, ann);
            assertThat(waker.join().status()).isEqualTo(200);
        } finally {
            neon.faults().clear();
        }
    }

    /** Reading first, so that it is seen to wait for nothing. */
    private static void holds(Line line, RunningService at, SignedInReader reader) {
        switch (line.reading()) {
            case "served", "served, where a book is loaded" -> {
                assertThat(at.get("/api/v1/textbooks/physical-ai/chapters/balance-and-walking").status()).isEqualTo(200);
                assertThat(at.get("/api/v1/search?q=capture+point").json().path("results")).isNotEmpty();
            }
            case "once a book is loaded" -> assertThat(at.get("/api/v1/textbooks/physical-ai").status()).isEqualTo(404);
            case "refused" -> refuses(() -> at.get("/api/v1/textbooks"));
            default -> fail("Nothing here knows how to hold the service to: " + line.reading());
        }
        switch (line.readers()) {
            case "served", "served; the first one wakes the compute" -> answers(reader);
            case "wait, up to their deadline" -> {
                assertThat(state(at)).as("reading has waited for nothing").isEqualTo(line.state());
                // Whoever signs up waits as well, and is let in.
                Reply reply = reader.token().isEmpty()
                        ? at.send("POST", "/api/auth/sign-in/anonymous")
                        : reader.get("/api/v1/conversations");
                assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            }
            case "refused at once: 503 with the reason and Retry-After" -> {
                Reply refused = reader.get("/api/v1/conversations").isProblem(503);
                assertThat(refused.code()).isEqualTo("database-unavailable");
                assertThat(refused.json().path("detail").asText()).containsIgnoringCase("endpoint");
                assertThat(refused.header("retry-after")).isPresent();
                reader.sendJson("POST", "/api/v1/conversations", "{}").isProblem(503);
                assertThat(at.send("POST", "/api/auth/sign-in/anonymous").status()).isEqualTo(503);
            }
            case "refused" -> refuses(() -> reader.get("/api/v1/conversations"));
            default -> fail("Nothing here knows how to hold the service to: " + line.readers());
        }
    }

    private static void answers(SignedInReader reader) {
        Reply answer = reader.ask(reader.newConversation(), "How is the capture point of a walking robot computed?", "k");
        assertThat(answer.events().getLast().name()).isEqualTo("done");
        assertThat(reader.get("/api/v1/conversations").json().path("conversations")).isNotEmpty();
    }

    private static void refuses(Runnable request) {
        assertThatThrownBy(request::run).hasRootCauseInstanceOf(IOException.class);
    }

    private static PoolState state(RunningService at) {
        return PoolState.valueOf(at.database().path("state").asText());
    }

    private static void await(RunningService at, PoolState wanted) {
        await(at, wanted, Thread::onSpinWait);
    }

    private static void await(RunningService at, PoolState wanted, Runnable meanwhile) {
        for (Instant end = Instant.now().plus(PATIENCE); state(at) != wanted && Instant.now().isBefore(end);) {
            meanwhile.run();
        }
        assertThat(state(at)).isEqualTo(wanted);
    }
}
