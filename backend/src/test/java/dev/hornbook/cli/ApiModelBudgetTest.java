package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.answer.ScriptedModel;
import dev.hornbook.answer.ScriptedModel.Script;
import dev.hornbook.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two questions a day for a reader, one for a guest, and a model that answers them. */
@Tag("integration")
class ApiModelBudgetTest {
    private static final String QUESTION = "Why does the heading computed from a gyroscope drift?";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final ScriptedModel model = new ScriptedModel().plays(Script.saying("It drifts [1]."));
    @AutoClose
    private static final RunningService service = new RunningService(db.url(), settings());

    private static Map<String, String> settings() {
        return Map.of(
                "OPENAI_BASE_URL", model.base().toString(),
                "HORNBOOK_MODEL", "scripted",
                "HORNBOOK_QUESTIONS_PER_USER", "2",
                "HORNBOOK_QUESTIONS_PER_GUEST", "1",
                "HORNBOOK_ANSWER_TOKENS", "321");
    }

    private static JsonNode answer(SignedInReader reader, String key) {
        return reader.ask(reader.newConversation(), QUESTION, key, "Accept", "application/json").json().path("message");
    }

    private static JsonNode left(SignedInReader reader) {
        Reply reply = reader.get("/api/v1/me/questions");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void whatIsLeftIsToldBeforeItIsGoneAndThenTheBookAnswers() {
        SignedInReader ann = service.signUp("ann");
        JsonNode fresh = left(ann);
        assertThat(fresh.path("writer").asText()).isEqualTo("model");
        assertThat(fresh.path("limit").asInt()).isEqualTo(2);
        assertThat(fresh.path("left").asInt()).isEqualTo(2);
        assertThat(fresh.has("usedUp")).isFalse();
        assertThat(Instant.parse(fresh.path("until").asText()).atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay()).isZero();

        assertThat(answer(ann, "1").path("model").asText()).isEqualTo("scripted");
        assertThat(left(ann).path("left").asInt()).isEqualTo(1);
        assertThat(answer(ann, "2").path("text").asText()).isEqualTo("It drifts [1].");
        JsonNode gone = left(ann);
        assertThat(gone.path("writer").asText()).isEqualTo("book");
        assertThat(gone.path("usedUp").asText()).isEqualTo("yours");

        JsonNode quoted = answer(ann, "3");
        assertThat(quoted.has("model")).isFalse();
        assertThat(quoted.path("status").asText()).isEqualTo("complete");
        assertThat(quoted.path("text").asText()).startsWith("*Your questions to the language model are used up").contains("drift");
        assertThat(quoted.path("citations")).isNotEmpty();
        assertThat(model.requests()).allMatch(request -> request.replaceAll("\\s", "").contains("\"max_tokens\":321"));
        assertThat(service.get("/metrics").body()).contains("hornbook_answers_total{writer=\"book-over-budget\"}",
                "hornbook_answers_total{writer=\"model\"}");
    }

    @Test
    void aGuestHasFewerAndIsToldToSignUp() {
        SignedInReader guest = service.guest();
        assertThat(left(guest).path("limit").asInt()).isEqualTo(1);
        assertThat(answer(guest, "1").path("model").asText()).isEqualTo("scripted");
        assertThat(left(guest).path("usedUp").asText()).isEqualTo("guests");
        assertThat(answer(guest, "2").path("text").asText()).startsWith("*Guests' questions").contains("Sign up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "check"})
    void theOperatorSeesWhatIsInForce(String command, @TempDir Path directory) {
        var variables = new HashMap<>(settings());
        variables.put("DATABASE_URL", db.url());
        assertThat(words(directory, variables, command)).contains("scripted at ",
                "2 questions a day for each reader, 1 for each guest, 2,000 for all together, in at most 321 tokens each");
        variables.remove("OPENAI_BASE_URL");
        assertThat(words(directory, variables, command)).contains("answers quote the book");
    }

    private static String words(Path directory, Map<String, String> variables, String command) {
        return CommandLineFixture.run(directory, variables, command).text().replaceAll("\\s+", " ");
    }

    @Test
    void theCountIsInTheExport() throws IOException {
        SignedInReader bob = service.signUp("bob");
        answer(bob, "1");
        byte[] zip = service.bytes("/api/v1/me/export", bob.signed()).body();
        try (var files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.getName().equals("questions.json")) {
                    assertThat(new String(files.readAllBytes(), StandardCharsets.UTF_8)).contains("\"asked\":1", "\"day\":\"2");
                    return;
                }
            }
        }
        throw new AssertionError("the export holds no count");
    }
}
