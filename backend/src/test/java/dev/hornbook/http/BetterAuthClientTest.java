package dev.hornbook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.conversation.Conversation;
import dev.hornbook.database.UserId;
import dev.hornbook.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class BetterAuthClientTest {

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final AuthServer server = new AuthServer(db.database());

    @Test
    void theOfficialClientLibraryRunsItsFlows() throws Exception {
        Process client = NodePackages.node("client.mjs", server.origin()).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader output = client.inputReader(); BufferedWriter answers = client.outputWriter()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Optional<String> answer = answer(line.split(" ", 3));
                if (answer.isPresent()) {
                    answers.write(answer.get() + "\n");
                    answers.flush();
                } else {
                    said.add(line);
                }
            }
        }
        assertThat(client.waitFor()).as(String.join("\n", said)).isZero();
        assertThat(said).containsExactly("as expected");
    }

    /** What the client cannot know by its own wire; empty if it did not ask. */
    private static Optional<String> answer(String[] question) {
        return switch (question[0]) {
            case "mail?" -> Optional.of(server.nextMail());
            case "ask!" -> {
                UserId user = new UserId(question[1]);
                Conversation conversation = server.conversations.create(user, Optional.empty());
                server.conversations.ask(user, conversation.id(), question[2], "key");
                yield Optional.of("asked");
            }
            case "asked?" -> Optional.of(server.conversations.list(new UserId(question[1]), Optional.empty(), 10).conversations().stream()
                    .map(Conversation::title).collect(Collectors.joining(", ")));
            default -> Optional.empty();
        };
    }
}
