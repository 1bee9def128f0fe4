package dev.hornbook.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9}, at the worst moment. */
@Tag("integration")
class KillTest {
    private static final String QUESTION = "What is the zero-moment point?";

    @TempDir
    private Path directory;

    @Test
    void anAnswerThatWasStreamingIsKeptAsFailedWithItsQuestion() throws Exception {
        UUID conversation;
        try (Model model = Model.fallingSilentAfter("It is the point on the ground where ");
                Hornbook hornbook = Hornbook.serve(directory, model.environment("sk-any"));
                Reader reader = Reader.signedUpAt(hornbook.address())) {
            conversation = reader.conversation();
            try (InputStream answer = reader.follow(conversation, QUESTION)) {
                awaitLine(answer, "on the ground");
                hornbook.kill();
            }
        }
        try (Hornbook again = Hornbook.serve(directory, Map.of()); Reader reader = Reader.at(again.address())) {
            reader.carry(reader.signIn("ada@example.org", "correct horse battery staple").expect(200));

            JsonNode messages = reader.get(Reader.messages(conversation)).expect(200).json().get("messages");

            assertThat(messages).hasSize(2);
            assertThat(messages.get(0).get("text").asText()).isEqualTo(QUESTION);
            assertThat(messages.get(1).get("status").asText()).isEqualTo("failed");
            assertThat(reader.ask(conversation, QUESTION).get("status").asText()).isEqualTo("complete");
        }
    }

    private static void awaitLine(InputStream answer, String part) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8));
        var seen = new ArrayList<String>();
        String line = lines.readLine();
        while (line != null && !line.contains(part)) {
            seen.add(line);
            line = lines.readLine();
        }
        assertThat(line).as("the stream ended after %s", seen).isNotNull();
    }
}
