package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.account.AuthSettings;
import dev.hornbook.account.Identity;
import dev.hornbook.account.PublicAddress;
import dev.hornbook.config.Secret;
import dev.hornbook.config.Settings.QdrantAddress;
import dev.hornbook.database.Database;
import dev.hornbook.operations.Health;
import dev.hornbook.operations.Probe;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.PoolState;
import dev.hornbook.retrieval.QdrantException;
import dev.hornbook.retrieval.QdrantLook;
import dev.hornbook.retrieval.QdrantState;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import dev.hornbook.testing.TestDatabase;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/contracts/health-check-api.md is the truth: every example of it is played over a pool that is really in its state, and the answer has its
 * code and its form.
 */
@Tag("integration")
class HealthContractTest {
    private static final Path CONTRACT = Path.of(System.getProperty("hornbook.root"), "docs", "contracts", "health-check-api.md");
    private static final Pattern EXAMPLE = Pattern
            .compile("\\*\\*([A-Z]+)\\*\\*(?: \\(([^)]*)\\))?: `(GET|POST) (/[a-z/]*)` → (\\d+)\\s+```json\\n(.*?)```", Pattern.DOTALL);
    /** The page promises less: titles and details may change with it. */
    private static final Set<String> EXACT = Set.of("status", "state", "name", "type", "code", "answers", "title", "detail");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FOR_LONG = Duration.ofHours(1);
    private static final String TOKEN = "operator-token-of-a-test";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<PoolState, NeonDataSource> pools = new EnumMap<>(PoolState.class);
    @AutoClose
    private static final Simulator sleeper = Simulator.start(SimulatorSettings.temporary().neverSuspend());
    @AutoClose
    private static final TestDatabase db = TestDatabase.empty();

    private static volatile int books;
    private static volatile Optional<QdrantState> qdrant = Optional.empty();
    private static WebServer server;
    private static int nobody;

    @BeforeAll
    static void start() throws Exception {
        pools.put(PoolState.STARTING, pool("starting"));
        pools.put(PoolState.READY, NeonDataSource.open(settings("ready").maximumSize(1)));
        pools.put(PoolState.ASLEEP,
                NeonDataSource.open(settings("asleep").trustedFor(Duration.ofMillis(50)).idleTimeout(Duration.ofMillis(100))));
        pools.put(PoolState.WAKING, NeonDataSource.open(NeonSettings.of(sleeper.url()).wakeAllowance(FOR_LONG)));
        for (PoolState state : List.of(PoolState.READY, PoolState.ASLEEP, PoolState.WAKING)) {
            pools.get(state).getConnection().close();
        }
        pools.put(PoolState.DOWN, deserted());
        sleeper.suspend();
        sleeper.faults().coldStart(FOR_LONG, Duration.ZERO);
        Thread.ofVirtual().start(() -> ask(pools.get(PoolState.WAKING)));
        for (Map.Entry<PoolState, NeonDataSource> each : pools.entrySet()) {
            until(() -> each.getValue().snapshot().state() == each.getKey());
        }
        serve();
    }

    private static NeonSettings settings(String name) {
        return NeonSettings.of(db.url() + "&application_name=" + name);
    }

    private static NeonDataSource pool(String name) {
        return NeonDataSource.open(settings(name));
    }

    /** One whose server has gone, and left nobody at its port. */
    private static NeonDataSource deserted() throws SQLException {
        NeonDataSource pool;
        try (var gone = Simulator.start(SimulatorSettings.temporary().neverSuspend())) {
            nobody = gone.port();
            pool = NeonDataSource.open(NeonSettings.of(gone.url()));
            pool.getConnection().close();
        }
        until(() -> {
            ask(pool);
            return pool.snapshot().state() == PoolState.DOWN;
        });
        return pool;
    }

    private static void ask(NeonDataSource pool) {
        try {
            pool.getConnection().close();
        } catch (SQLException _) {
            // The state tells.
        }
    }

    /** Each state's routes, at a path of its own. */
    private static void serve() {
        var operator = new Operator(Optional.of(new Secret(TOKEN)), nobody(), Optional::empty);
        server = WebServer.builder().host("127.0.0.1").port(0).shutdownHook(false).routing(routing -> {
            Problems.register(routing);
            routing.addFilter(new SecurityHeaders());
            pools.forEach((state, pool) -> routing.register("/" + state + "/health", new HealthRoutes(
                    new Health(pool::snapshot, () -> books, () -> qdrant, InstantSource.system()), new Probe(pool), operator)));
        }).build().start();
    }

    /** Accounts that cannot be asked for. */
    private static Identity nobody() {
        var settings = new AuthSettings("a-secret-of-at-least-32-characters", PublicAddress.of(URI.create("http://localhost")));
        return Identity.over(Database.over(pools.get(PoolState.DOWN)), settings, Optional.empty(), (_, _) -> {}, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        server.stop();
        pools.values().forEach(NeonDataSource::close);
    }

    record Example(PoolState state, String condition, String method, String path, int code, JsonNode body) {
        @Override
        public String toString() {
            return state + " " + condition + ": " + method + " " + path + " -> " + code;
        }
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher found = EXAMPLE.matcher(Files.readString(CONTRACT));
        while (found.find()) {
            examples.add(new Example(PoolState.valueOf(found.group(1)), Optional.ofNullable(found.group(2)).orElse(""), found.group(3),
                    found.group(4), Integer.parseInt(found.group(5)), JSON.readTree(found.group(6))));
        }
        assertThat(examples).extracting(Example::state).containsAll(pools.keySet());
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsWhatARealPoolHasAnswered(Example example) throws Exception {
        HttpResponse<String> answer = play(example);

        assertThat(answer.statusCode()).isEqualTo(example.code());
        assertThat(form(JSON.readTree(answer.body()))).isEqualTo(form(example.body()));
        assertThat(why(JSON.readTree(answer.body()))).isEqualTo(why(example.body()));
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(Set.of(429, 503, 504).contains(example.code()));
        if (example.method().equals("GET")) {
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        }
    }

    private static HttpResponse<String> play(Example example) throws Exception {
        books = example.condition().equals("without a book") ? 0 : 1;
        qdrant = switch (example.condition()) {
            case "with Qdrant" -> Optional.of(new QdrantState.Answers(210));
            case "Qdrant being filled" -> Optional.of(new QdrantState.Fills(200, 4210));
            case "Qdrant waiting" -> Optional.of(new QdrantState.Waits("every passage to have its vector"));
            case "Qdrant away" -> Optional.of(new QdrantState.Away(nobodyThere()));
            default -> Optional.empty();
        };
        if (example.state() == PoolState.READY) {
            pools.get(PoolState.READY).getConnection().close();
        }
        return switch (example.condition()) {
            case "no token" -> send(example);
            case "another token" -> send(example, "Authorization", "Bearer not-the-token");
            case "one is under way" -> besideAnother(example);
            default -> example.method().equals("POST") ? send(example, "Authorization", "Bearer " + TOKEN) : send(example);
        };
    }

    /** One check waits for the only connection. */
    private static HttpResponse<String> besideAnother(Example example) throws Exception {
        NeonDataSource pool = pools.get(example.state());
        try (Connection _ = pool.getConnection()) {
            Thread.ofVirtual().start(() -> {
                try {
                    send(example, "Authorization", "Bearer " + TOKEN);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            until(() -> pool.snapshot().waiting() == 1);
            return send(example, "Authorization", "Bearer " + TOKEN);
        }
    }

    private static void until(BooleanSupplier event) {
        for (Instant end = Instant.now().plus(PATIENCE); !event.getAsBoolean();) {
            assertThat(Instant.now()).isBefore(end);
        }
    }

    private static QdrantException nobodyThere() {
        return catchThrowableOfType(QdrantException.class,
                () -> QdrantLook.at(new QdrantAddress("127.0.0.1", nobody, false, Optional.empty())));
    }

    /** Why the database is as it is; of Qdrant a busy machine may say another. */
    private static List<JsonNode> why(JsonNode body) {
        return body.path("checks").valueStream().filter(check -> check.path("name").asText().equals("database"))
                .map(check -> check.at("/data/reason")).toList();
    }

    /** Field names, types, and the values that the contract calls exact. */
    private static Object form(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> form = new TreeMap<>();
            node.propertyStream()
                    .forEach(field -> form.put(field.getKey(), EXACT.contains(field.getKey()) ? field.getValue() : form(field.getValue())));
            return form;
        }
        if (node.isArray()) {
            List<Object> forms = new ArrayList<>();
            node.forEach(element -> forms.add(form(element)));
            return forms;
        }
        return node.isBoolean() ? node : node.getNodeType();
    }

    private static HttpResponse<String> send(Example example, String... headers) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/" + example.state() + example.path());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE).method(example.method(), BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
