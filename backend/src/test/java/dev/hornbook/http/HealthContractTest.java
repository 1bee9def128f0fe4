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
import dev.hornbook.pool.Fault;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolSnapshot.Counters;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;
import dev.hornbook.pool.Warmth;
import dev.hornbook.retrieval.QdrantException;
import dev.hornbook.retrieval.QdrantLook;
import dev.hornbook.retrieval.QdrantState;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/contracts/health-check-api.md is the truth: every example of it is played, and the answer has its code and its form. */
@Tag("integration")
class HealthContractTest {
    private static final Path CONTRACT = Path.of(System.getProperty("hornbook.root"), "docs", "contracts", "health-check-api.md");
    private static final Pattern EXAMPLE = Pattern
            .compile("\\*\\*([A-Z]+)\\*\\*(?: \\(([^)]*)\\))?: `(GET|POST) (/[a-z/]*)` → (\\d+)\\s+```json\\n(.*?)```", Pattern.DOTALL);
    private static final Set<String> EXACT = Set.of("status", "state", "name", "type", "code", "answers");
    private static final String TOKEN = "operator-token-of-a-test";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static volatile PoolSnapshot snapshot;
    private static volatile int books;
    private static volatile Optional<QdrantState> qdrant = Optional.empty();
    private static NeonDataSource unreachable;
    private static WebServer server;
    private static int nobody;

    @BeforeAll
    static void start() throws IOException {
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        unreachable = NeonDataSource.open(NeonSettings.of("postgresql://reader:pw@localhost:" + nobody + "/none?sslmode=disable"));
        var health = new Health(() -> snapshot, () -> books, () -> qdrant, InstantSource.system());
        var routes = new HealthRoutes(health, new Probe(unreachable),
                new Operator(Optional.of(new Secret(TOKEN)), nobody(), Optional::empty));
        server = WebServer.builder().host("127.0.0.1").port(0).shutdownHook(false).routing(routing -> {
            Problems.register(routing);
            routing.register("/health", routes);
        }).build().start();
    }

    /** Accounts in a database that cannot be reached. */
    private static Identity nobody() {
        var settings = new AuthSettings("a-secret-of-at-least-32-characters", PublicAddress.of(URI.create("http://localhost")));
        return Identity.over(Database.over(unreachable), settings, Optional.empty(), (_, _) -> {}, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        server.stop();
        unreachable.close();
    }

    record Example(PoolState state, String condition, String method, String path, int code, JsonNode body) {
        @Override
        public String toString() {
            return state + " " + condition + ": " + method + " " + path + " -> " + code;
        }
    }

    static List<Example> looks() throws IOException {
        return examples("GET");
    }

    private static List<Example> examples(String method) throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher found = EXAMPLE.matcher(Files.readString(CONTRACT));
        while (found.find()) {
            if (found.group(3).equals(method)) {
                String condition = Optional.ofNullable(found.group(2)).orElse("");
                examples.add(new Example(
                        PoolState.valueOf(found.group(1)),
                        condition,
                        method,
                        found.group(4),
                        Integer.parseInt(found.group(5)),
                        JSON.readTree(found.group(6))));
            }
        }
        assertThat(examples).isNotEmpty();
        return examples;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyLookAnswersAsItsExample(Example example) throws Exception {
        play(example);

        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(example.path())).GET());

        assertThat(answer.statusCode()).isEqualTo(example.code());
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Retry-After").isPresent())
                .isEqualTo(example.code() == 503 && example.state() != PoolState.CLOSED);
        assertThat(form(JSON.readTree(answer.body()))).isEqualTo(form(example.body()));
    }

    @Test
    void theOperatorsCheckIsTheOperatorsAlone() throws Exception {
        snapshot = snapshot(PoolState.READY, Optional.empty(), true);
        List<Example> refusals = examples("POST").stream().filter(example -> example.code() == 401 || example.code() == 403).toList();
        assertThat(refusals).hasSize(2);

        for (Example refusal : refusals) {
            var request = HttpRequest.newBuilder(uri(refusal.path())).POST(HttpRequest.BodyPublishers.noBody());
            if (refusal.code() == 403) {
                request.header("Authorization", "Bearer not-the-token");
            }
            HttpResponse<String> answer = send(request);

            assertThat(answer.statusCode()).isEqualTo(refusal.code());
            assertThat(form(JSON.readTree(answer.body()))).isEqualTo(form(refusal.body()));
        }
    }

    @Test
    void theOperatorsCheckOfADatabaseThatIsNotThereSaysWhy() throws Exception {
        Example example = examples("POST").stream().filter(each -> each.state() == PoolState.DOWN).findFirst().orElseThrow();
        play(example);

        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(example.path())).header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(form(JSON.readTree(answer.body()))).isEqualTo(form(example.body()));
        assertThat(answer.body()).contains("Nothing answers on that host and port");
    }

    private static QdrantException nobodyThere() {
        return catchThrowableOfType(QdrantException.class,
                () -> QdrantLook.at(new QdrantAddress("127.0.0.1", nobody, false, Optional.empty())));
    }

    /** Brings the pool's figures to what an example shows. */
    private static void play(Example example) {
        JsonNode data = example.body().findPath("connections").isMissingNode() ? example.body() : example.body().findParent("connections");
        Optional<Reason> reason = Optional.ofNullable(data.get("reason"))
                .map(node -> Reason.of(Fault.Connecting.valueOf(node.get("kind").asText()), Optional.empty()));
        if (reason.isEmpty() && example.state() == PoolState.DOWN) {
            reason = Optional.of(Reason.of(Fault.Connecting.REFUSED, Optional.empty()));
        }
        snapshot = snapshot(example.state(), reason, data.has("lastConfirmed"));
        books = example.condition().equals("without a book") ? 0 : 1;
        qdrant = switch (example.condition()) {
            case "with Qdrant" -> Optional.of(new QdrantState.Answers(210));
            case "Qdrant being filled" -> Optional.of(new QdrantState.Fills(200, 4210));
            case "Qdrant waiting" -> Optional.of(new QdrantState.Waits("every passage to have its vector"));
            case "Qdrant away" -> Optional.of(new QdrantState.Away(nobodyThere()));
            default -> Optional.empty();
        };
    }

    private static PoolSnapshot snapshot(PoolState state, Optional<Reason> reason, boolean confirmed) {
        Instant now = Instant.now();
        return new PoolSnapshot(state, reason, now.minusSeconds(9), confirmed ? Optional.of(now.minusSeconds(3)) : Optional.empty(), 4, 1,
                3, 0, 0, 16, Optional.empty(), new Warmth(Duration.ZERO, Duration.ZERO), Map.of(),
                new Counters(4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of()));
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

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
