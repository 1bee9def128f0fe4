package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reader's history over HTTP. */
@Tag("integration")
class ApiHistoryTest {
    private static final String CONVERSATIONS = "/api/v1/conversations";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());
    private static final SignedInReader ann = service.signUp("ann");

    @Test
    void aNewConversationIsThereToBeOpened() {
        Reply created = ann.sendJson("POST", CONVERSATIONS, "{\"textbook\":\"physical-ai\"}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().path("textbook").asText()).isEqualTo("physical-ai");
        assertThat(created.json().path("starred").asBoolean()).isFalse();
        assertThat(ann.get(at(created.json().path("id").asText())).json()).isEqualTo(created.json());
    }

    @Test
    void theBodyOfACreationMayBeLeftOut() {
        Reply created = ann.send("POST", CONVERSATIONS);

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().has("textbook")).isTrue();
        assertThat(created.json().path("textbook").isNull()).isTrue();
    }

    @Test
    void pagesFollowOneAnotherNewestFirstAndMissNothing() {
        SignedInReader bob = service.signUp("bob");
        List<String> made = IntStream.range(0, 5).mapToObj(_ -> bob.newConversation()).toList();

        var seen = new ArrayList<String>();
        String after = "";
        do {
            JsonNode page = bob.get(CONVERSATIONS + "?limit=2" + after).json();
            page.path("conversations").forEach(conversation -> seen.add(conversation.path("id").asText()));
            after = page.path("next").isTextual() ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());

        assertThat(seen).containsExactlyElementsOf(made.reversed());
    }

    @Test
    void aConversationIsRenamedAndStarred() {
        String id = ann.newConversation();

        assertThat(ann.sendJson("PATCH", at(id), "{\"title\":\"Gyroscopes\"}").json().path("title").asText()).isEqualTo("Gyroscopes");
        JsonNode starred = ann.sendJson("PATCH", at(id), "{\"starred\":true}").json();

        assertThat(starred.path("starred").asBoolean()).isTrue();
        assertThat(starred.path("title").asText()).as("left as it was").isEqualTo("Gyroscopes");
        assertThat(ann.get(at(id)).json()).isEqualTo(starred);
    }

    @Test
    void aFullConversationAndOneStarTooManyAreRefusedWithWhatToDo() {
        SignedInReader dora = service.signUp("dora");
        String id = dora.newConversation();
        String user = dora.get("/api/v1/me").json().path("id").asText();
        db.asLogin("""
                   insert into message (id, conversation_id, user_id, role, status, text, created_at, idempotency_key)
                   select gen_random_uuid(), '%s', '%s', 'reader', 'complete', 'Why?', now(), 'k' || n from generate_series(1, 200) n"""
                .formatted(id, user));
        db.asLogin("""
                   insert into conversation (id, user_id, title, starred, created_at, updated_at)
                   select gen_random_uuid(), '%s', 'Kept', true, now(), now() from generate_series(1, 200)""".formatted(user));

        Reply full = dora.ask(id, "One more?", "another").isProblem(409);
        assertThat(full.code()).isEqualTo("conversation-full");
        assertThat(full.json().path("detail").asText()).contains("Begin a new conversation; this one stays as it is.");
        assertThat(dora.get(at(id) + "/messages").json().path("messages")).hasSize(200);
        assertThat(dora.sendJson("PATCH", at(id), "{\"starred\":true}").isProblem(409).code()).isEqualTo("too-many-starred");
        assertThat(dora.ask(dora.newConversation(), "One more?", "another").status()).isEqualTo(200);
    }

    @Test
    void aDeletedConversationIsGone() {
        String id = ann.newConversation();

        assertThat(ann.send("DELETE", at(id)).status()).isEqualTo(204);

        ann.get(at(id)).isProblem(404);
        ann.get(at(id) + "/messages").isProblem(404);
        ann.send("DELETE", at(id)).isProblem(404);
        assertThat(ann.get(CONVERSATIONS + "?limit=100").body()).doesNotContain(id);
    }

    @Test
    void whatWasSaidIsThereAfterAReload() {
        String id = ann.newConversation();
        JsonNode answer = ann.ask(id, "How is the capture point computed?", "k", "Accept", "application/json").json().path("message");

        JsonNode messages = ann.get(at(id) + "/messages").json().path("messages");

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).path("role").asText()).isEqualTo("reader");
        assertThat(messages.get(0).path("text").asText()).isEqualTo("How is the capture point computed?");
        assertThat(messages.get(1)).isEqualTo(answer);
        assertThat(ann.get(at(id)).json().path("title").asText()).isEqualTo("How is the capture point computed?");
    }

    @Test
    void whatWasSaidIsFoundByItsWords() {
        String id = ann.newConversation();
        ann.newConversation();
        ann.ask(id, "How does whiplash come about?", "k", "Accept", "application/json");

        JsonNode matches = ann.get(CONVERSATIONS + "/search?q=whiplash").json().path("matches");

        assertThat(matches).hasSize(1);
        assertThat(matches.get(0).path("conversation")).isEqualTo(ann.get(at(id)).json());
        assertThat(matches.get(0).at("/snippet/1")).hasToString("{\"text\":\"whiplash\",\"hit\":true}");
        assertThat(ann.get(CONVERSATIONS + "/search?q=nothingofthesort").json().path("matches")).isEmpty();
    }

    @Test
    void aConversationIsExportedAsJsonAndAsMarkdown() {
        String id = ann.newConversation();
        JsonNode answer = ann.ask(id, "How is the capture point computed?", "k", "Accept", "application/json").json().path("message");

        Reply json = ann.get(at(id) + "/export");
        Reply markdown = ann.get(at(id) + "/export?format=markdown");

        assertThat(json.json().path("conversation")).isEqualTo(ann.get(at(id)).json());
        assertThat(json.json().at("/messages/1")).isEqualTo(answer);
        assertThat(answer.path("citations")).isNotEmpty();
        assertThat(json.header("content-disposition").orElseThrow()).isEqualTo(
                "attachment; filename=\"How-is-the-capture-point-computed.json\"; filename*=UTF-8''How-is-the-capture-point-computed.json");
        assertThat(markdown.header("content-type")).hasValue("text/markdown; charset=utf-8");
        assertThat(markdown.body()).startsWith("# How is the capture point computed?").contains(answer.path("text").asText())
                .contains(answer.at("/citations/0/passage").asText());
        assertThat(ann.get(at(id) + "/export", "Accept", "text/markdown").body()).isEqualTo(markdown.body());
        ann.get(at(id) + "/export?format=pdf").isProblem(400);
    }

    @Test
    void anAnswerSaysHowItWasWrittenAndWhatItsReaderThinksOfIt() {
        String id = ann.newConversation();
        JsonNode answer = ann.ask(id, "How is the capture point computed?", "k", "Accept", "application/json").json().path("message");
        String feedback = "/api/v1/messages/" + answer.path("id").asText() + "/feedback";

        assertThat(answer.path("endedAt").asText()).isGreaterThan(answer.path("createdAt").asText());
        assertThat(answer.path("firstWordMs").isIntegralNumber()).isTrue();
        assertThat(answer.has("model")).as("the book was quoted").isFalse();
        assertThat(ann.sendJson("PUT", feedback, "{\"thumb\":\"down\",\"words\":\"Too short.\"}").status()).isEqualTo(204);
        assertThat(ann.get(at(id) + "/messages").json().at("/messages/1/feedback"))
                .hasToString("{\"thumb\":\"down\",\"words\":\"Too short.\"}");
        assertThat(ann.sendJson("PUT", feedback, "{\"thumb\":\"up\"}").status()).isEqualTo(204);
        assertThat(ann.get(at(id) + "/messages").json().at("/messages/1/feedback")).hasToString("{\"thumb\":\"up\"}");
        ann.sendJson("PUT", feedback, "{\"thumb\":\"sideways\"}").isProblem(400);
        ann.sendJson("PUT", feedback, "{\"thumb\":\"up\",\"words\":\"\"}").isProblem(422);
        ann.sendJson("PUT", feedback.replace(answer.path("id").asText(), id), "{\"thumb\":\"up\"}").isProblem(404);
        assertThat(ann.send("DELETE", feedback).status()).isEqualTo(204);
        assertThat(ann.get(at(id) + "/messages").json().at("/messages/1")).isEqualTo(answer);
    }

    @Test
    void theReaderIsTold() {
        assertThat(ann.get("/api/v1/me").json().path("email").asText()).isEqualTo("ann@example.org");
    }

    private static String at(String conversation) {
        return CONVERSATIONS + "/" + conversation;
    }
}
