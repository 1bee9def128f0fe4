package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import dev.hornbook.start.Reader.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be known to one party alone is looked for everywhere that others can read, after a session in which much went wrong. */
@Tag("integration")
class SecretsTest {
    private static final String EMAIL = "canary-reader@example.org";
    private static final String PASSWORD = "canary-password-of-the-reader";
    private static final String QUESTION = "What is the zero moment point about?";
    private static final String OPERATOR = "canary-operator-token-0123456789";

    @TempDir
    private Path directory;

    /** What must stay where it is, by name. */
    private final Map<String, String> canaries = new LinkedHashMap<>();
    /** What others can read, by place. */
    private final Map<String, String> places = new LinkedHashMap<>();

    @Test
    void noSecretIsWrittenAnywhere() throws Exception {
        SimulatorSettings settings = SimulatorSettings.in(directory.resolve("neon")).binaries(SimulatorSettings.sharedBinaries());
        try (Simulator neon = Simulator.start(settings); Model model = Model.quotingTheKeyItRefuses()) {
            Map<String, String> environment = environment(neon, model);
            try (Hornbook hornbook = Hornbook.serve(directory, environment)) {
                session(hornbook.address());
                places.put("process arguments", arguments());
                hornbook.process().destroy();
                var ended = hornbook.ended(Duration.ofSeconds(10));
                places.put("standard output", ended.output());
                places.put("standard error", ended.errors());
            }
            for (String command : List.of("config", "check", "check --json", "ask zero-moment")) {
                places.put(command, Hornbook.run(directory, environment, command.split(" ")).everything());
            }
        }
        Map<String, String> wrong = Map.of("DATABASE_URL", "postgresql://u:canary-in-a-bad-url@@h:x/?sslmode=maybe", "HORNBOOK_SECRET",
                "canary-short");
        canaries.put("a malformed URL's password", "canary-in-a-bad-url");
        canaries.put("a short secret", "canary-short");
        places.put("serve with faulty settings", Hornbook.run(directory, wrong, "serve").everything());
        files();

        looksInTheRightPlaces();
        places.forEach((place, text) -> canaries
                .forEach((name, canary) -> assertThat(text).as("%s, in %s", name, place).doesNotContainIgnoringCase(canary)));
    }

    /** A reader's session: some of it goes well, most of it does not. */
    private void session(URI address) {
        try (Reader visitor = Reader.at(address); Reader reader = Reader.at(address)) {
            Reply signedUp = reader.signUp("Ada", EMAIL, PASSWORD).expect(200);
            canaries.put("session token", signedUp.json().get("token").asText());
            String cookie = signedUp.headers().allValues("set-cookie").getFirst().replaceFirst(";.*", "");
            canaries.put("cookie", cookie.substring(cookie.indexOf('=') + 1));
            canaries.put("JWT", reader.carry(signedUp));

            problem("signed up twice", visitor.signUp("Ada", EMAIL, PASSWORD));
            problem("wrong password", visitor.signIn(EMAIL, PASSWORD + "-wrong"));
            problem("not JSON", reader.post("/api/v1/conversations", "{\"textbook\": \"" + QUESTION));
            problem("no such field", reader.post("/api/v1/conversations", Map.of(QUESTION, PASSWORD)));
            problem("no such conversation", reader.post(Reader.messages(UUID.randomUUID()), Map.of("text", QUESTION, "key", "1")));
            problem("no such route", reader.get("/api/v1/" + OPERATOR));
            problem("foreign page", visitor.post("/api/v1/conversations", Map.of(), "Cookie", cookie, "Origin", "https://evil.example"));
            problem("forged JWT", visitor.post("/api/v1/conversations", Map.of(), "Authorization", "Bearer " + canaries.get("JWT") + "x"));
            problem("forged operator", visitor.post("/health/database", Map.of(), "Authorization", "Bearer " + OPERATOR + "-wrong"));

            UUID conversation = reader.conversation();
            Map<String, String> question = Map.of("text", QUESTION, "key", "1");
            places.put("failed answer", reader.post(Reader.messages(conversation), question, "Accept", "text/event-stream").body());
            assertThat(places.get("failed answer")).contains("event: failed");
            places.put("failed answer, whole", reader.post(Reader.messages(conversation), Map.of("text", QUESTION, "key", "2"), "Accept",
                    "application/json").expect(502).body());
            reader.get("/api/v1/search?q=" + URLEncoder.encode(QUESTION, StandardCharsets.UTF_8)).expect(200);
            history(reader, conversation);

            visitor.post("/health/database", Map.of(), "Authorization", "Bearer " + OPERATOR).expect(200);
            places.put("health", visitor.get("/health").expect(200).body());
            places.put("metrics", visitor.get("/metrics").expect(200).body());
        }
    }

    /** What a reader gets of what she said is hers; what is refused and what is logged on the way is looked into. */
    private void history(Reader reader, UUID conversation) {
        String at = "/api/v1/conversations/" + conversation;
        String words = URLEncoder.encode(QUESTION, StandardCharsets.UTF_8);
        assertThat(reader.get("/api/v1/conversations/search?q=" + words).expect(200).body()).contains(QUESTION);
        problem("search without end", reader.get("/api/v1/conversations/search?limit=0&q=" + words));
        assertThat(reader.get(at + "/export?format=markdown").expect(200).body()).contains(QUESTION);
        problem("no such format", reader.get(at + "/export?format=" + words));
        String feedback = "/api/v1/messages/" + reader.get(at + "/messages").json().at("/messages/1/id").asText() + "/feedback";
        reader.put(feedback, Map.of("thumb", "down", "words", canaries.get("feedback"))).expect(204);
        problem("no such thumb", reader.put(feedback, Map.of("thumb", canaries.get("feedback"))));
        reader.get("/api/v1/me/export").expect(200);
        problem("not erased", reader.delete("/api/v1/me", Map.of("password", PASSWORD + "-wrong")));
        problem("not confirmed", reader.delete("/api/v1/me", Map.of()));
        reader.delete("/api/v1/me", Map.of("password", PASSWORD)).expect(204);
        problem("gone", reader.get(at));
    }

    private void problem(String place, Reply reply) {
        assertThat(reply.status()).as("%s: %s", place, reply.body()).isBetween(400, 499);
        places.put(place, reply.body() + reply.headers().map());
    }

    private Map<String, String> environment(Simulator neon, Model model) {
        canaries.put("database password", neon.url().replaceFirst(".*://[^:]+:([^@]+)@.*", "$1"));
        canaries.put("secret", "canary-secret-of-the-service-0123456789");
        canaries.put("model's key", "sk-canary-0123456789");
        canaries.put("operator's token", OPERATOR);
        canaries.put("reader's password", PASSWORD);
        canaries.put("e-mail address", EMAIL);
        canaries.put("question", QUESTION);
        canaries.put("feedback", "canary-words-about-an-answer");
        Map<String, String> environment = new HashMap<>(model.environment(canaries.get("model's key")));
        environment.put("DATABASE_URL", neon.url());
        environment.put("HORNBOOK_SECRET", canaries.get("secret"));
        environment.put("HORNBOOK_OPERATOR_TOKEN", OPERATOR);
        // Which says all that text does, and more.
        environment.put("HORNBOOK_LOG", "json");
        return environment;
    }

    /** A search that finds nothing proves something only where there was something to find. */
    private void looksInTheRightPlaces() {
        assertThat(canaries).hasSizeGreaterThanOrEqualTo(12).allSatisfy((_, canary) -> assertThat(canary).hasSizeGreaterThan(10));
        assertThat(places.get("process arguments")).contains("dev.hornbook.start.Main", "serve").contains("postgres");
        assertThat(places.get("standard error")).contains("\"formattedMessage\":\"POST \\/api\\/auth\\/sign-in\\/email 401");
        assertThat(places.get("metrics")).contains("hornbook_http_requests");
        assertThat(places.get("check --json")).contains("\"verdict\": \"fine\"");
        assertThat(places.get("config")).contains("HORNBOOK_OPERATOR_TOKEN");
        assertThat(places.keySet()).anyMatch(place -> place.endsWith(".log"));
    }

    /** Of every process here, {@code serve} and PostgreSQL's among them. */
    private static String arguments() {
        var text = new StringBuilder();
        ProcessHandle.allProcesses().forEach(process -> {
            try {
                text.append(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1)
                        .replace('\0', ' ')).append('\n');
            } catch (IOException _) {
                // It has ended since.
            }
        });
        return text.toString();
    }

    /** Logs, and everything that {@code serve} keeps; what it keeps of the session is in the database. */
    private void files() throws IOException {
        try (Stream<Path> logs = Files.walk(directory.resolve("neon")); Stream<Path> kept = Files.walk(directory.resolve(".hornbook"))) {
            Stream.concat(logs.filter(file -> file.toString().endsWith(".log")), kept).filter(Files::isRegularFile)
                    .forEach(file -> places.put(directory.relativize(file).toString(), content(file)));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
