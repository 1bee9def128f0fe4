package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornbook.answer.ScriptedModel;
import dev.hornbook.answer.ScriptedModel.Script;
import dev.hornbook.config.LogForm;
import dev.hornbook.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log of a running service as JSON; the lines of one request are found by its id. */
@Tag("integration")
class LogLinesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String QUESTION = "Why does the heading computed from a gyroscope drift?";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final ScriptedModel model = new ScriptedModel().plays(Script.refusing(401, "{}"));
    @AutoClose
    private static final RunningService service = new RunningService(db.url(),
            Map.of("OPENAI_BASE_URL", model.base().toString(), "HORNBOOK_MODEL", "scripted"));

    private static final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private static final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    @BeforeAll
    static void listen() {
        appender.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        appender.setEncoder(LogLines.json((LoggerContext) LoggerFactory.getILoggerFactory()));
        appender.setOutputStream(written);
        appender.start();
        root().addAppender(appender);
    }

    @AfterAll
    static void stop() {
        root().detachAppender(appender);
    }

    private static Logger root() {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void aRequestIsOneLineUnderTheIdThatItsAnswerCarries() {
        Reply reply = service.get("/api/v1/textbooks/physical-ai?token=canary-0123456789", "X-Request-Id", "the-first.1");
        assertThat(reply.header("x-request-id")).hasValue("the-first.1");

        List<JsonNode> lines = lines("the-first.1", 1);
        assertThat(lines).hasSize(1);
        JsonNode line = lines.getFirst();
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("loggerName").asText()).isEqualTo("hornbook.http");
        assertThat(line.path("timestamp").asLong()).isPositive();
        assertThat(line.path("formattedMessage").asText())
                .matches("GET /api/v1/textbooks/\\{slug} \\d+ \\d+ ms(, database \\d+ \\+ \\d+ ms)?");
        assertThat(line.path("kvpList").findValuesAsText("route")).containsExactly("/api/v1/textbooks/{slug}");
        assertThat(line.path("kvpList").findValuesAsText("acquireMillis")).containsExactly("0");
        assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("canary-0123456789");
    }

    @Test
    void anIdThatCouldBreakALineIsReplaced() {
        assertThat(service.get("/health/live", "X-Request-Id", "two words").header("x-request-id").orElseThrow())
                .matches("[0-9a-f-]{36}");
    }

    @Test
    void whatARequestSetsGoingIsLoggedUnderItsIdAndWithoutWhatWasAsked() {
        SignedInReader ann = service.signUp("ann");
        ann.ask(ann.newConversation(), QUESTION, "1", "X-Request-Id", "asked-2", "Accept", "application/json");

        List<JsonNode> lines = lines("asked-2", 2);
        assertThat(lines).anyMatch(line -> line.path("formattedMessage").asText().startsWith("An answer broke off"));
        assertThat(lines).anyMatch(line -> line.path("loggerName").asText().equals("hornbook.http"));
        assertThat(lines.toString()).doesNotContain("gyroscope").doesNotContain("ann@");
    }

    @Test
    void aFormThatNobodyKnowsIsRefused(@TempDir Path directory) {
        var ended = CommandLineFixture.run(directory, Map.of("HORNBOOK_LOG", "xml"), "config");
        assertThat(ended.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(ended.text()).contains("HORNBOOK_LOG: neither text nor json.");
        assertThat(LogForm.JSON.word()).isEqualTo("json");
    }

    /** The lines of a request, once there are so many: the answer comes before the line. Every line there is is an object. */
    private static List<JsonNode> lines(String request, int wanted) {
        List<JsonNode> lines = List.of();
        for (Instant end = Instant.now().plus(PATIENCE); lines.size() < wanted && Instant.now().isBefore(end);) {
            String text = written.toString(StandardCharsets.UTF_8);
            lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().map(LogLinesTest::json)
                    .filter(line -> line.at("/mdc/request").asText().equals(request)).toList();
        }
        return lines;
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
