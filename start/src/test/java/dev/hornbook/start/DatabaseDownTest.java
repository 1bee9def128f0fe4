package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import dev.hornbook.start.Hornbook.Ended;
import dev.hornbook.start.Reader.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve} does with a {@code DATABASE_URL} whose server is not there, or will never let it in. */
@Tag("integration")
class DatabaseDownTest {
    private static final String SECRET = "a secret of more than thirty-two characters";
    /** Preparation tries again at least every five seconds, and the pool's prober more often. */
    private static final Duration NOTICED = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @Test
    void startedWithTheDatabaseDownItSaysSoAndIsWholeOnceTheDatabaseIsThere() {
        SimulatorSettings neon = SimulatorSettings.in(directory.resolve("neon")).binaries(SimulatorSettings.sharedBinaries());
        String url;
        try (Simulator simulator = Simulator.start(neon)) {
            url = simulator.url();
        }
        try (Hornbook hornbook = Hornbook.serve(directory, environment(url)); Reader visitor = Reader.at(hornbook.address())) {
            assertThat(hornbook.output()).contains("DOWN").contains("Nothing answers");
            assertThat(hornbook.output().strip().lines()).hasSizeLessThanOrEqualTo(10);
            saysThatItIsDown(visitor);

            try (Simulator _ = Simulator.start(neon)) {
                Patience.until(NOTICED, () -> visitor.get("/health").status(), status -> status == 200);
                Patience.until(NOTICED, () -> visitor.get("/api/auth/jwks").status(), status -> status == 200);

                answersAQuestion(hornbook.address());
            }
            assertThat(hornbook.errors()).doesNotContain("\tat ");
        }
    }

    @Test
    void aWrongPasswordEndsItWithWhatToDo() {
        try (Simulator simulator = Simulator.start(SimulatorSettings.temporary())) {
            String wrong = simulator.url().replaceFirst("(://[^:]+:)[^@]+", "$1of-somebody-else");

            Ended ended = Hornbook.run(directory, environment(wrong), "serve", "--port", "0");

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.output()).isEmpty();
            assertThat(ended.errors()).contains("password").doesNotContain("of-somebody-else").doesNotContain("\tat ");
            assertThat(ended.errors().strip().lines()).hasSizeLessThanOrEqualTo(3);
        }
    }

    private static void saysThatItIsDown(Reader visitor) {
        assertThat(visitor.get("/health/live").status()).isEqualTo(200);
        assertThat(visitor.get("/").expect(200).body()).contains("<title>");

        Reply database = visitor.get("/health/database").expect(503);
        JsonNode check = database.json().at("/checks/0/data");
        assertThat(check.get("state").asText()).isEqualTo("DOWN");
        assertThat(check.at("/reason/text").asText()).contains("Nothing answers");
        assertThat(check.at("/reason/permanent").asBoolean()).isFalse();
        assertThat(database.header("Retry-After")).hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isPositive());

        for (Reply refused : new Reply[]{visitor.get("/api/auth/get-session"), visitor.signIn("ada@example.org", "whatever it was"),
            visitor.get("/api/v1/conversations")}) {
            assertThat(refused.expect(503).body()).containsAnyOf("Nothing answers", "cannot be reached");
            assertThat(refused.header("Retry-After")).isPresent();
        }
    }

    private static void answersAQuestion(URI address) {
        try (Reader reader = Reader.signedUpAt(address)) {
            JsonNode answer = reader.ask(reader.conversation(), "What is the zero-moment point?");

            assertThat(answer.get("status").asText()).isEqualTo("complete");
            assertThat(answer.get("citations")).isNotEmpty();
        }
    }

    private static Map<String, String> environment(String url) {
        return Map.of("DATABASE_URL", url, "HORNBOOK_SECRET", SECRET);
    }
}
