package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.hornbook.cli.CommandLineFixture.Ended;
import dev.hornbook.config.Environment;
import dev.hornbook.config.Home;
import dev.hornbook.config.Ownership;
import dev.hornbook.config.Secret;
import dev.hornbook.operations.Checkup;
import dev.hornbook.pool.check.Again;
import dev.hornbook.testing.StubQdrant;
import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code check} says of what Hornbook needs besides the road to the database, and how it ends. Neon's API and the model are stood in for. */
@Tag("integration")
class CheckTest {
    private static final String KEY = "canary-of-neons-api";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    @TempDir
    private Path directory;
    private HttpServer elsewhere;
    private final List<String> asked = new ArrayList<>();
    private final AtomicLong waited = new AtomicLong();
    /** What happens while it waits. */
    private Runnable meanwhile = () -> {};
    private final Map<String, String> variables = new HashMap<>();
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void begin() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        elsewhere.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        elsewhere.start();
        variables.put("DATABASE_URL", db.url());
        variables.put("HORNBOOK_HOME", directory.resolve(".hornbook").toString());
        variables.put("HORNBOOK_SECRET", CommandLineFixture.SECRET);
    }

    @AfterEach
    void end() {
        elsewhere.stop(0);
    }

    @Test
    void aHealthyOneGoesEveryStepAndEndsWithZero() throws IOException {
        Ended ended = check("--json");
        JsonNode report = new ObjectMapper().readTree(ended.text());
        assertThat(report.path("steps").findValuesAsText("name")).containsExactly("url", "dns", "tcp", "tls", "sign-in", "server",
                "connections", "pool", "round-trip", "clock", "load", "suspend", "migrations", "isolation", "model");
        assertThat(ended.code()).as(ended.text()).isEqualTo(ExitCode.FINE);
        assertThat(report.path("verdict").asText()).isEqualTo("fine");
    }

    @Test
    void aSchemaThatIsNotThereYetWantsAttention() {
        try (TestDatabase empty = TestDatabase.empty()) {
            variables.put("DATABASE_URL", empty.url());
            says(check(), ExitCode.DEGRADED, "not yet at version", "./hornbook migrate");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            0   | 0 | (0.25 to 2 CU) sleeps after 5 min unused, Neon's default
                                            600 | 0 | (0.25 to 2 CU) sleeps after 10 min unused
                                            60  | 1 | connections stay open unused for 1 min => That is more than half of it
                                            -1  | 1 | never sleeps => It is billed around the clock
                                            """)
    void neonIsAskedWhenTheComputeSleeps(int seconds, int code, String says) {
        neon("""
             {"endpoints": [{"id": "ep-other", "suspend_timeout_seconds": 7},
               {"id": "%s", "suspend_timeout_seconds": %d, "autoscaling_limit_min_cu": 0.25, "autoscaling_limit_max_cu": 2}]}"""
                .formatted(db.pool().settings().url().endpoint().orElseThrow(), seconds));
        says(check(), code, says);
        assertThat(asked).containsExactly("/projects/quiet-book-123456/endpoints Bearer " + KEY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            401 | does not take NEON_API_KEY
                                            404 | reaches no project quiet-book-123456
                                            503 | status 503
                                            302 | status 302
                                            200 | has no compute
                                            """)
    void whereNeonDoesNotSayCheckSaysWhyAndTheKeyGoesNowhereElse(int with, String says) {
        neon("{\"endpoints\": []}");
        status = with;
        says(check(), ExitCode.DEGRADED, says);
        assertThat(asked).as("no redirect is followed").hasSize(1);
    }

    @Test
    void aModelIsAskedForItsListWithItsKey() {
        model("{\"data\": [{\"id\": \"scripted\"}]}");
        says(check(), ExitCode.FINE, "it is there and takes the key");
        assertThat(asked).containsExactly("/v1/models Bearer canary-of-the-model");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            401 | {}                          | the key is not accepted => Set a key that holds in OPENAI_API_KEY
                                            500 | {}                          | it answers with status 500
                                            200 | {"data": [{"id": "other"}]} | it has no model of that name => Correct HORNBOOK_MODEL
                                            """)
    void aModelThatWillNotAnswerWantsAttention(int with, String list, String says) {
        model(list);
        status = with;
        says(check(), ExitCode.DEGRADED, says);
    }

    @Test
    void aModelThatIsNotThereWantsAttention() {
        model("");
        elsewhere.stop(0);
        says(check(), ExitCode.DEGRADED, "nothing answers there => Check OPENAI_BASE_URL");
    }

    @Test
    void aKeyThatNoHeaderCanHoldIsNotQuoted() {
        model("");
        variables.put("OPENAI_API_KEY", "canary-of-the-\u0007model");
        says(check(), ExitCode.DEGRADED, "nothing answers there");
    }

    @Test
    void qdrantIsLookedAtAndWhateverItsFaultLuceneAnswers() {
        try (var qdrant = new StubQdrant()) {
            variables.put("QDRANT_URL", qdrant.url());
            says(check(), ExitCode.DEGRADED, "holds no index yet: Lucene answers in its place => './hornbook serve' fills it");
            qdrant.want("canary-of-qdrant");
            says(check(), ExitCode.DEGRADED, "Qdrant wants a key; Lucene answers in its place => Set QDRANT_API_KEY.");
            variables.put("QDRANT_API_KEY", "canary-another");
            says(check(), ExitCode.DEGRADED, "Qdrant does not take QDRANT_API_KEY; Lucene answers in its place => Set the key");
            variables.put("QDRANT_API_KEY", "canary-\u0007\u00e9");
            says(check(), ExitCode.DEGRADED, "Lucene answers in its place");
            variables.put("QDRANT_API_KEY", "canary-of-qdrant");
            qdrant.publish("hornbook-1-bge-small-en-v1.5-q", 768);
            says(check(), ExitCode.DEGRADED, "for vectors of 768 dimensions, and the model's have 384", "=> Delete that collection, or run",
                    "index rebuild");
            qdrant.publish("hornbook-1-bge-small-en-v1.5-q", 384);
            says(check(), ExitCode.FINE, "answers, with 0 passages");
            qdrant.fallSilent("");
            says(check(), ExitCode.DEGRADED, "Qdrant did not answer within 3000 ms");
            qdrant.stop();
            says(check(), ExitCode.DEGRADED, "Qdrant does not answer; Lucene answers in its place => Check that it runs, QDRANT_URL");
        }
    }

    @Test
    void aMailServerGreetsOrIsTold() throws IOException {
        try (var server = new ServerSocket(0)) {
            variables.put("HORNBOOK_SMTP_URL", "smtp://ada:canary-of-the-mail@localhost:" + server.getLocalPort());
            variables.put("HORNBOOK_MAIL_FROM", "book@example.org");
            Thread.startVirtualThread(() -> {
                try (var client = server.accept()) {
                    client.getOutputStream().write("220 mail.example.org\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException _) {
                    // then the check says so
                }
            });
            says(check(), ExitCode.FINE, "localhost:" + server.getLocalPort() + " greets");
        }
        says(check(), ExitCode.DEGRADED, "does not answer => Check HORNBOOK_SMTP_URL");
    }

    @Test
    void waitingEndsAsSoonAsItIsUsable() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        variables.put("DATABASE_URL", db.url().replaceFirst(":\\d+/", ":" + free + "/"));
        Ended ended = check("--wait", "30s");
        says(ended, ExitCode.UNUSABLE, "Nothing answers on that host and port");
        assertThat(Duration.ofNanos(waited.get())).as("of a time that is the test's own").isEqualTo(Duration.ofSeconds(29));
        assertThat(ended.text().split("Unusable", -1)).as("only the last round is printed").hasSize(2);

        waited.set(0);
        variables.put("DATABASE_URL", db.url());
        says(check("--wait=30s"), ExitCode.FINE, "Healthy.");
        assertThat(waited).hasValue(0);
    }

    @Test
    void aDatabaseThatAServeBesideHasYetToStartIsUnusableAndWaitedFor() throws IOException {
        variables.remove("DATABASE_URL");
        try (Ownership serve = Home.at(directory.resolve(".hornbook")).own().orElseThrow()) {
            serve.announce("hornbook serve, http://localhost:8080");
            Ended ended = check("--json", "--wait", "30s");
            JsonNode report = new ObjectMapper().readTree(ended.text());
            assertThat(report.path("verdict").asText()).isEqualTo("unusable");
            assertThat(report.at("/steps/0/name").asText()).isEqualTo("url");
            assertThat(report.at("/steps/0/finding").asText()).contains("hornbook serve, http://localhost:8080", "not ready");
            assertThat(ended.code()).isEqualTo(ExitCode.UNUSABLE);
            assertThat(Duration.ofNanos(waited.get())).isEqualTo(Duration.ofSeconds(29));

            meanwhile = () -> serve.announceDatabase(new Secret(db.url()));
            assertThat(check("--json", "--wait", "30s").code()).isEqualTo(ExitCode.FINE);
        }
    }

    @Test
    void aTimeThatIsNoneIsNotUnderstood() {
        says(check("--wait", "soon"), ExitCode.UNUSABLE, "'soon' is no time: write a number with ms, s or m");
    }

    private void neon(String says) {
        answer = says;
        variables.put("NEON_API_KEY", KEY);
        variables.put("NEON_PROJECT_ID", "quiet-book-123456");
    }

    private void model(String says) {
        answer = says;
        variables.put("OPENAI_BASE_URL", address() + "/v1");
        variables.put("OPENAI_API_KEY", "canary-of-the-model");
        variables.put("HORNBOOK_MODEL", "scripted");
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort());
    }

    private Ended check(String... arguments) {
        var text = new StringWriter();
        var writer = new PrintWriter(text, true);
        var command = new CommandLine(
                new CheckCommand(Environment.read(directory, variables), new Console(writer, writer, false, variables),
                        _ -> {
                            throw new AssertionError("a configured command starts no database of its own");
                        }, (pool, settings) -> new Checkup(pool, settings, address()),
                        new Again(waited::get, pause -> {
                            waited.addAndGet(pause.toNanos());
                            meanwhile.run();
                        })));
        command.setOut(writer);
        command.setErr(writer);
        return new Ended(command.execute(arguments), text.toString());
    }

    private static void says(Ended ended, int code, String... says) {
        assertThat(ended.text().replaceAll("\\s+", " ")).as(ended.text()).contains(says).doesNotContain("canary");
        assertThat(ended.code()).as(ended.text()).isEqualTo(code);
        assertThat(ended.text().lines().filter(line -> line.startsWith("ok") || line.startsWith("!") || line.startsWith("x ")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }
}
