package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.conversation.Match.Piece;
import dev.hornbook.database.UserId;
import dev.hornbook.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
class SearchTest {
    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    private final Conversations conversations = new Conversations(db.database(), InstantSource.system(), HistorySettings.of("here"));
    private final UserId user = db.newUser();

    @Test
    void wordsAreFoundInQuestionsAnswersAndTitles() {
        UUID asked = talk(user, "Why does a gyroscope drift?", "Its bias is integrated.");
        UUID answered = talk(user, "What holds an angle?", "A servo holds it.");
        UUID named = talk(user, "And then?", "Nothing.");
        conversations.change(user, named, Optional.of("Batteries"), Optional.empty());

        assertThat(found(user, "gyroscope")).containsExactly(asked);
        assertThat(found(user, "BIAS integrated")).containsExactly(asked);
        assertThat(found(user, "servo")).containsExactly(answered);
        assertThat(found(user, "batteries")).containsExactly(named);
        assertThat(found(user, "gyroscope servo")).isEmpty();
        assertThat(found(user, "gyroscope or servo")).containsExactlyInAnyOrder(asked, answered);
        assertThat(found(user, "\"holds an angle\"")).containsExactly(answered);
        assertThat(found(user, "\"angle holds\"")).isEmpty();
        assertThat(found(user, "angle -what")).isEmpty();
    }

    @Test
    void aConversationWhoseTitleMatchesComesFirstAndEachComesOnce() {
        UUID titled = talk(user, "Torque", "It is a moment.");
        UUID said = talk(user, "What does a motor give?", "Torque, torque, and torque again: torque.");
        assertThat(found(user, "torque")).containsExactly(titled, said);
        assertThat(conversations.search(user, "torque", 1)).extracting(match -> match.conversation().id()).containsExactly(titled);
    }

    /** A book can be in any language: no stemmer of one, and no word that counts for nothing. */
    @ParameterizedTest
    @CsvSource({"servo, Two servos turn.", "Zahnr\u00e4der, Die Zahnr\u00e4der greifen ineinander.",
        "\u0448\u0435\u0441\u0442\u0435\u0440, \u0428\u0435\u0441\u0442\u0435\u0440\u043d\u044f \u0432\u0440\u0430\u0449\u0430\u0435\u0442\u0441\u044f.",
        "\u0645\u062d\u0631\u0643, \u0645\u062d\u0631\u0643 \u0627\u0644\u0633\u064a\u0627\u0631\u0629",
        "\u9640\u87ba\u4eea, \u4e3a\u4ec0\u4e48\u9640\u87ba\u4eea\u4f1a\u6f02\u79fb\u3002",
        "\u30ed\u30dc\u30c3\u30c8, \u4eba\u578b\u30ed\u30dc\u30c3\u30c8\u306f\u6b69\u304f\u3002",
        "\u0e2b\u0e38\u0e48\u0e19, \u0e2b\u0e38\u0e48\u0e19\u0e22\u0e19\u0e15\u0e4c\u0e40\u0e14\u0e34\u0e19\u0e44\u0e14\u0e49",
        "the, To be or not: the question"})
    void everyLanguageIsSearchedAlike(String words, String text) {
        UUID conversation = talk(user, text, "Yes.");
        talk(user, "Something else?", "No.");
        assertThat(found(user, words)).containsExactly(conversation);
    }

    @Test
    void theCharactersOfAChineseWordMustStandInARow() {
        talk(user, "\u87ba\u4e1d\u548c\u9640\u6240\u7684\u4eea\u5668", "\u5bf9\u3002");
        assertThat(found(user, "\u9640\u87ba\u4eea")).isEmpty();
    }

    @Test
    void theSnippetShowsWhereAndGivesBackTheTextAsItWasWritten() {
        talk(user, "<b>Servos</b> & gears?", "Yes.");
        talk(user, "\u4e3a\u4ec0\u4e48\u9640\u87ba\u4eea\u4f1a\u6f02\u79fb\uff1f", "Yes.");

        Match english = conversations.search(user, "servo", 10).getFirst();
        assertThat(text(english)).isEqualTo("<b>Servos</b> & gears?");
        assertThat(english.snippet()).filteredOn(Piece::hit).extracting(Piece::text).containsExactly("Servos");

        Match chinese = conversations.search(user, "\u9640\u87ba\u4eea", 10).getFirst();
        assertThat(text(chinese)).isEqualTo("\u4e3a\u4ec0\u4e48\u9640\u87ba\u4eea\u4f1a\u6f02\u79fb\uff1f");
        assertThat(chinese.snippet()).filteredOn(Piece::hit).extracting(Piece::text).containsExactly("\u9640\u87ba\u4eea");
    }

    @Test
    void aSnippetOfALongAnswerIsShortAndLeadsToItsMessage() {
        UUID conversation = talk(user, "Tell me everything.", "word ".repeat(2_000) + "gyroscope" + " word".repeat(2_000));
        Match match = conversations.search(user, "gyroscope", 10).getFirst();
        assertThat(text(match)).hasSizeLessThan(400).contains("gyroscope");
        assertThat(match.message()).contains(conversations.messages(user, conversation).orElseThrow().getLast().id());
    }

    @Test
    void whatOthersSaidNeverMatches() {
        UserId other = db.newUser();
        UUID others = talk(other, "Where is the treasure?", "The treasure is buried.");
        conversations.change(other, others, Optional.of("Treasure"), Optional.empty());
        assertThat(found(other, "treasure")).containsExactly(others);
        assertThat(found(user, "treasure")).isEmpty();
        assertThat(found(user, "-nothing")).isEmpty();
        assertThat(db.database().library().query("select id from message where words @@ hornbook_wanted('treasure')", row -> 1)).isEmpty();
    }

    @Test
    void whatIsDeletedIsNotFound() {
        UUID conversation = talk(user, "Where is the treasure?", "Here.");
        conversations.delete(user, conversation);
        assertThat(found(user, "treasure")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "''", "\\", "a'b", "http://a.example/c'd\\e", "\"", "\"\"", "-", "!", "or", "or or", ":*", "a:*b", "(",
        "&|!<->", "%", "_", "\uD83D\uDCD5", "a\u001Fb\u0002c\u0003", "- - -", "\"a -\"b", "e@x.y/z'1", "*", "\u200Bx"})
    void whateverIsTypedIsLookedFor(String words) {
        talk(user, "It's http://a.example/c'd and a\\b " + words, "Yes.");
        assertThatCode(() -> conversations.search(user, words, 10)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b", "\uD83D", "\u001F", "\u0002\u0003"})
    void whatCanBeNoWordsIsRefused(String words) {
        assertThatThrownBy(() -> conversations.search(user, words, 10)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> conversations.search(user, "x".repeat(201), 10)).isInstanceOf(InvalidInputException.class);
    }

    /** Among 20,000 messages of 500 people; under row security an index over words would go unused, so there is none. */
    @Test
    void thePlannerReachesAUsersRowsByIndexAndWouldUseNoneOverWords() {
        try (TestDatabase crowded = TestDatabase.migrated()) {
            crowded.asLogin(
                    """
                    insert into "user" ("id", "name", "email", "emailVerified")
                    select 'u' || n, 'Reader', 'r' || n || '@example.org', false from generate_series(1, 500) n;
                    insert into conversation (id, user_id, title, created_at, updated_at)
                    select gen_random_uuid(), 'u' || u, 'Conversation ' || n, now(), now() from generate_series(1, 500) u, generate_series(1, 10) n;
                    insert into message (id, conversation_id, user_id, role, status, text, created_at)
                    select gen_random_uuid(), id, user_id, 'reader', 'complete', 'Why does a gyroscope drift ' || n || ' times?', now()
                    from conversation, generate_series(1, 4) n;
                    analyze""");
            String plan = crowded.database().as(new UserId("u7"))
                    .query("explain " + Search.SQL.replace("?", "%s").formatted("'gyroscope'", "'u7'", "'u7'", "'u7'", "20", "''", "'u7'"),
                            row -> row.text("QUERY PLAN"))
                    .stream().collect(Collectors.joining("\n"));
            assertThat(plan).contains("message_user").contains("conversation_newest").doesNotContain("Seq Scan", "over_words");
        }
    }

    private List<UUID> found(UserId user, String words) {
        return conversations.search(user, words, 100).stream().map(match -> match.conversation().id()).toList();
    }

    private static String text(Match match) {
        return match.snippet().stream().map(Piece::text).collect(Collectors.joining());
    }

    private UUID talk(UserId user, String question, String answer) {
        UUID conversation = conversations.create(user, Optional.empty()).id();
        Asked.Begun begun = (Asked.Begun) conversations.ask(user, conversation, question, "k");
        conversations.complete(user, begun.answer().id(), answer, List.of(), Writing.quoted(Instant.EPOCH));
        return conversation;
    }
}
