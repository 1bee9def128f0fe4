package dev.hornbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornbook.cli.Reply.Event;
import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A question to the sample book, over HTTP, from the first event to the chapter that a citation leads to. */
@Tag("integration")
class ApiAskingTest {
    private static final String QUESTION = "Why does the heading computed from a gyroscope drift?";
    private static final Pattern MARK = Pattern.compile("\\[(\\d+)]");

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private static final RunningService service = new RunningService(db.url());
    private static final SignedInReader ann = service.signUp("ann");

    private final String conversation = ann.newConversation();

    @AfterEach
    void nothingHoldsAConnection() {
        service.awaitNoConnectionInHand();
    }

    @Test
    void anAnswerBeginsIsCitedIsWrittenAndEnds() {
        List<Event> events = ann.ask(conversation, QUESTION, "one").events();

        assertThat(events).extracting(Event::id).containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events.getFirst().name()).isEqualTo("start");
        assertThat(events.getLast().name()).isEqualTo("done");
        assertThat(events.subList(1, events.size() - 1)).extracting(Event::name).containsOnly("delta", "citation")
                .contains("delta", "citation");
        JsonNode begun = events.getFirst().data().path("message");
        JsonNode done = events.getLast().data().path("message");
        assertThat(begun.path("status").asText()).isEqualTo("streaming");
        assertThat(done.path("status").asText()).isEqualTo("complete");
        assertThat(done.path("id")).isEqualTo(begun.path("id"));
        assertThat(done.path("role").asText()).isEqualTo("book");
        assertThat(done.path("conversation").asText()).isEqualTo(conversation);
        assertThat(text(events)).isEqualTo(done.path("text").asText()).contains("drift");
    }

    @Test
    void everyMarkInTheTextHasItsCitationAndHadItBefore() {
        var cited = new ArrayList<Integer>();
        String soFar = "";
        for (Event event : ann.ask(conversation, QUESTION, "one").events()) {
            if (event.name().equals("citation")) {
                cited.add(event.data().path("number").asInt());
            } else if (event.name().equals("delta")) {
                soFar += event.data().path("text").asText();
                assertThat(cited).as("cited before %s", soFar).containsAll(marks(soFar));
            }
        }
        assertThat(marks(soFar)).isNotEmpty().containsExactlyInAnyOrderElementsOf(cited);
    }

    @Test
    void aCitationLeadsToThePassageInItsChapter() {
        JsonNode citations = ann.ask(conversation, QUESTION, "one").events().getLast().data().at("/message/citations");

        assertThat(citations).isNotEmpty().allSatisfy(citation -> {
            String[] place = citation.path("anchor").asText().split("#", 2);
            Reply chapter = service.get("/api/v1/textbooks/" + citation.path("textbook").asText() + "/chapters/" + place[0]);
            assertThat(chapter.status()).as(chapter.toString()).isEqualTo(200);
            JsonNode section = children(chapter.json().path("sections")).stream()
                    .filter(each -> each.path("id").equals(citation.path("section"))).findFirst().orElseThrow();
            assertThat(section.path("anchor").asText()).isEqualTo(place[1]);
            assertThat(children(section.path("passages"))).extracting(passage -> passage.path("id")).contains(citation.path("passage"));
            assertThat(citation.path("title").asText()).isNotBlank();
            assertThat(citation.path("quote").asText()).isNotBlank();
        });
    }

    @Test
    void whoWantsJsonGetsTheWholeAnswerAtOnce() {
        Reply whole = ann.ask(conversation, QUESTION, "one", "Accept", "application/json");

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("content-type")).hasValue("application/json");
        JsonNode message = whole.json().path("message");
        assertThat(message.path("status").asText()).isEqualTo("complete");
        assertThat(message.path("citations")).hasSize(marks(message.path("text").asText()).size());
    }

    @Test
    void whatIsReadInElsewhereIsAnsweredFromAtTheNextQuestion(@TempDir Path elsewhere) throws IOException {
        Path book = Files.writeString(elsewhere.resolve("lighthouse.md"),
                """
                # The lamp

                The lighthouse lamp flashes once every eleven seconds, so that sailors can tell it from its neighbours.
                """);
        var ingested = CommandLineFixture.run(elsewhere, Map.of("DATABASE_URL", db.url()), "ingest", book.toString());
        assertThat(ingested.code()).as(ingested.text()).isZero();
        assertThat(service.get("/api/v1/textbooks/lighthouse").status()).isEqualTo(404);

        Reply whole = ann.ask(conversation, "How often does the lighthouse lamp flash?", "one", "Accept", "application/json");

        assertThat(whole.json().at("/message/text").asText()).contains("eleven seconds");
        assertThat(whole.json().at("/message/citations/0/textbook").asText()).isEqualTo("lighthouse");
    }

    @Test
    void theSameKeyAsksOnce() {
        JsonNode first = ann.ask(conversation, QUESTION, "same").events().getLast().data();
        List<Event> again = ann.ask(conversation, QUESTION, "same").events();
        Reply whole = ann.ask(conversation, QUESTION, "same", "Accept", "application/json");

        assertThat(again.getFirst().name()).isEqualTo("start");
        assertThat(again.getLast().data()).isEqualTo(first);
        assertThat(whole.json()).isEqualTo(first);
        assertThat(ann.texts(conversation)).containsExactly(QUESTION, first.at("/message/text").asText());
    }

    @Test
    void aReaderWhoWasCutOffGoesOnAfterTheLastEventReceived() {
        List<Event> events = ann.ask(conversation, QUESTION, "one").events();
        String message = events.getFirst().data().at("/message/id").asText();

        for (int had : List.of(0, 1, events.size() - 1)) {
            Reply rest = ann.get("/api/v1/messages/" + message + "/events", "Last-Event-ID", String.valueOf(had));
            assertThat(rest.events()).isEqualTo(events.subList(had, events.size()));
        }
        assertThat(ann.get("/api/v1/messages/" + message + "/events").events()).isEqualTo(events);
    }

    @Test
    void stoppingAnAnswerThatEndedChangesNothing() {
        JsonNode done = ann.ask(conversation, QUESTION, "one").events().getLast().data();

        assertThat(ann.send("POST", "/api/v1/messages/" + done.at("/message/id").asText() + "/stop").status()).isEqualTo(204);
        assertThat(ann.texts(conversation)).containsExactly(QUESTION, done.at("/message/text").asText());
    }

    @Test
    void whatIsNotInTheBookIsNotAnswered() {
        JsonNode message = ann.ask(conversation, "Which wine goes with roast duck in Burgundy?", "one").events().getLast().data()
                .path("message");

        assertThat(message.path("status").asText()).isEqualTo("complete");
        assertThat(message.path("text").asText()).startsWith("The book does not say.");
    }

    private static String text(List<Event> events) {
        return events.stream().filter(event -> event.name().equals("delta")).map(event -> event.data().path("text").asText())
                .collect(Collectors.joining());
    }

    private static Set<Integer> marks(String text) {
        return MARK.matcher(text).results().map((MatchResult mark) -> Integer.valueOf(mark.group(1))).collect(Collectors.toSet());
    }

    private static List<JsonNode> children(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
