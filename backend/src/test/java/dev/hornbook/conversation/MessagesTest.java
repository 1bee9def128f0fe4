package dev.hornbook.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hornbook.database.UserId;
import dev.hornbook.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class MessagesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final Citation CITATION = new Citation(1, UUID.randomUUID(), UUID.randomUUID(), "physical-ai", "bodies#servos",
            "Bodies > Servos",
            "A servo holds an angle.");

    private static final Writing WRITING = new Writing(NOON.plusSeconds(2), Optional.of("llama"), Optional.of(Duration.ofMillis(700)),
            Optional.of(1_200), Optional.of(80));

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();

    private Instant now = NOON;

    private final InstantSource clock = () -> now;

    private final Conversations conversations = new Conversations(db.database(), clock, HistorySettings.of("here"));

    private final UserId user = db.newUser();

    private final UUID conversation = conversations.create(user, Optional.empty()).id();

    @Test
    void aQuestionAndItsStreamingAnswerStandTogether() {
        Asked.Begun begun = begin("What is a servo?", "k1");
        assertThat(begun.question()).extracting(Message::role, Message::status, Message::text).containsExactly(Role.READER, Status.COMPLETE,
                "What is a servo?");
        assertThat(begun.answer()).extracting(Message::role, Message::status, Message::text).containsExactly(Role.BOOK, Status.STREAMING,
                "");
        assertThat(begun.earlier()).isEmpty();
        assertThat(all()).containsExactly(begun.question(), begun.answer());
        assertThat(conversations.message(user, begun.answer().id())).contains(begun.answer());
    }

    @Test
    void aQuestionInTheMomentOfSigningUpComesAlongOrFindsNoConversation() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int time = 0; time < 60; time++) {
                UserId guest = db.newUser();
                db.asLogin("update \"user\" set \"isAnonymous\" = true where \"id\" = '" + guest + "'");
                UserId account = db.newUser();
                UUID asked = conversations.create(guest, Optional.empty()).id();
                var together = new CyclicBarrier(2);
                Future<Asked> question = threads.submit(() -> {
                    together.await();
                    return conversations.ask(guest, asked, "What is a servo?", "k");
                });
                together.await();
                conversations.adopt(guest, account);
                assertThat(conversations.messages(account, asked).orElseThrow())
                        .hasSize(question.get() instanceof Asked.Begun ? 2 : 0);
            }
        }
    }

    @Test
    void aConversationHoldsSoManyQuestionsAndNoneMoreHoweverManyComeAtOnce() throws Exception {
        db.asLogin("""
                   insert into message (id, conversation_id, user_id, role, status, text, created_at)
                   select gen_random_uuid(), '%s', '%s', 'reader', 'complete', 'Why?', now() from generate_series(2, %d)"""
                .formatted(conversation, user, Conversations.MOST_QUESTIONS));
        var together = new CyclicBarrier(8);
        List<String> begun = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Asked>> asked = new ArrayList<>();
            for (int i = 0; i < together.getParties(); i++) {
                String key = "k" + i;
                asked.add(threads.submit(() -> {
                    together.await();
                    return conversations.ask(user, conversation, "Is there room for one more?", key);
                }));
            }
            for (int i = 0; i < asked.size(); i++) {
                try {
                    assertThat(asked.get(i).get()).isInstanceOf(Asked.Begun.class);
                    begun.add("k" + i);
                } catch (ExecutionException e) {
                    assertThat(e).cause().isInstanceOf(FullException.class).hasMessageContaining("Begin a new conversation");
                }
            }
        }
        assertThat(begun).hasSize(1);
        assertThat(all()).filteredOn(message -> message.role() == Role.READER).hasSize(Conversations.MOST_QUESTIONS);
        assertThat(all()).filteredOn(message -> message.role() == Role.BOOK).as("no answer without its question").hasSize(1);
        assertThat(conversations.ask(user, conversation, "the same", begun.getFirst())).as("what was asked is told again")
                .isInstanceOf(Asked.Known.class);
    }

    @Test
    void aCompleteAnswerKeepsItsWordsAndCitations() {
        Asked.Begun begun = begin("What is a servo?", "k1");
        assertThat(conversations.complete(user, begun.answer().id(), "A servo holds an angle [1].", List.of(CITATION), WRITING)).isTrue();
        Message answer = conversations.message(user, begun.answer().id()).orElseThrow();
        assertThat(answer).extracting(Message::status, Message::text, Message::citations).containsExactly(Status.COMPLETE,
                "A servo holds an angle [1].",
                List.of(CITATION));
        assertThat(answer.writing()).contains(WRITING);
        assertThat(conversations.complete(user, begun.answer().id(), "something else", List.of(), WRITING)).isFalse();
        assertThat(conversations.fail(user, begun.answer().id(), "", List.of(), WRITING, "late")).isFalse();
        assertThat(conversations.complete(user, begun.answer().id(), answer.text(), answer.citations(), WRITING)).as("repeated").isTrue();
        assertThat(conversations.complete(user, begun.question().id(), "What is a servo?", List.of(), WRITING)).as("a question").isFalse();
        assertThat(conversations.message(user, begun.answer().id())).contains(answer);
    }

    @Test
    void anAnswerThatBrokeOffOrWasStoppedKeepsWhatItHadSaid() {
        UUID failed = begin("One?", "k1").answer().id();
        UUID stopped = begin("Two?", "k2").answer().id();
        assertThat(conversations.fail(user, failed, "A servo ho", List.of(CITATION), WRITING, "model-unavailable")).isTrue();
        assertThat(conversations.stop(user, stopped, "A se", List.of(), WRITING)).isTrue();
        assertThat(conversations.message(user, failed)).get().extracting(Message::status, Message::text).containsExactly(Status.FAILED,
                "A servo ho");
        assertThat(conversations.message(user, stopped)).get().extracting(Message::status, Message::text).containsExactly(Status.STOPPED,
                "A se");
        assertThat(conversations.complete(user, failed, "A servo holds", List.of(), WRITING)).isFalse();
        assertThat(conversations.complete(user, stopped, "A servo holds", List.of(), WRITING)).isFalse();
    }

    @Test
    void aModelsTextIsStoredWhateverItHolds() {
        UUID answer = begin("One?", "k1").answer().id();
        Citation odd = new Citation(1, CITATION.passage(), CITATION.section(), "b", "c#d", "t\0", "q\uD83D");
        assertThat(conversations.complete(user, answer, "a\0b\uDCD5 \uD83D\uDCD5", List.of(odd), WRITING)).isTrue();
        assertThat(conversations.message(user, answer)).get().satisfies(message -> {
            assertThat(message.text()).isEqualTo("a\uFFFDb\uFFFD \uD83D\uDCD5");
            assertThat(message.citations().getFirst().quote()).isEqualTo("q\uFFFD");
        });
    }

    @Test
    void aQuestionComesWithWhatWasSaidBeforeIt() {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Asked.Begun begun = begin("Question " + i + "?", "k" + i);
            assertThat(begun.earlier()).extracting(Message::text)
                    .containsExactlyElementsOf(said.subList(Math.max(0, said.size() - Conversations.EARLIER), said.size()));
            conversations.complete(user, begun.answer().id(), "Answer " + i, List.of(), WRITING);
            said.addAll(List.of("Question " + i + "?", "Answer " + i));
        }
        assertThat(all()).extracting(Message::text).containsExactlyElementsOf(said);
    }

    @Test
    void theSameKeyTwiceIsOneQuestionAndOneAnswer() {
        Asked.Begun begun = begin("What is a servo?", "k1");
        now = now.plusSeconds(3);
        assertThat(conversations.ask(user, conversation, "What is a servo?", "k1"))
                .isEqualTo(new Asked.Known(begun.question(), begun.answer()));
        conversations.complete(user, begun.answer().id(), "A servo holds an angle.", List.of(), WRITING);
        assertThat(conversations.ask(user, conversation, "other words", "k1")).isInstanceOfSatisfying(Asked.Known.class,
                known -> assertThat(known.answer().text()).isEqualTo("A servo holds an angle."));
        assertThat(all()).hasSize(2);
        UUID elsewhere = conversations.create(user, Optional.empty()).id();
        assertThat(conversations.ask(user, elsewhere, "What is a servo?", "k1")).isInstanceOf(Asked.Begun.class);
    }

    @Test
    void theSameKeyFromManyThreadsIsOneQuestionAndOneAnswer() throws Exception {
        List<Asked> results = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Asked>> asked = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                asked.add(executor.submit(() -> conversations.ask(user, conversation, "What is a servo?", "k1")));
            }
            for (Future<Asked> each : asked) {
                results.add(each.get());
            }
        }
        assertThat(results.stream().filter(Asked.Begun.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(Asked.Known.class::isInstance)).hasSize(15);
        assertThat(all()).hasSize(2);
    }

    @Test
    void theFirstQuestionTitlesAConversationThatHasNoTitle() {
        begin("What is\na servo?", "k1");
        begin("And a stepper?", "k2");
        assertThat(conversations.find(user, conversation)).get().extracting(Conversation::title).isEqualTo("What is a servo?");
        UUID named = conversations.create(user, Optional.empty()).id();
        conversations.change(user, named, Optional.of("Motors"), Optional.empty());
        conversations.ask(user, named, "What is a servo?", "k1");
        assertThat(conversations.find(user, named)).get().extracting(Conversation::title).isEqualTo("Motors");
    }

    @Test
    void aQuestionThatCannotBeTakenStoresNothing() {
        for (String text : new String[]{"", " \n ", "a\0b", "\uD83D", "x".repeat(4_001)}) {
            assertThatThrownBy(() -> conversations.ask(user, conversation, text, "k")).isInstanceOfSatisfying(InvalidInputException.class,
                    e -> assertThat(e.field()).isEqualTo("text"));
        }
        assertThatThrownBy(() -> conversations.ask(user, conversation, "Fine?", "")).isInstanceOfSatisfying(InvalidInputException.class,
                e -> assertThat(e.field()).isEqualTo("key"));
        assertThat(all()).isEmpty();
        assertThat(begin("x".repeat(4_000), "k")).isNotNull();
    }

    @Test
    void anAbandonedAnswerIsSettledByWhoeverReadsIt() {
        UUID abandoned = begin("One?", "k1").answer().id();
        now = NOON.plus(Duration.ofMinutes(4));
        UUID live = begin("Two?", "k2").answer().id();
        now = NOON.plus(Duration.ofMinutes(5)).plusMillis(1);
        assertThat(all()).filteredOn(message -> message.role() == Role.BOOK).extracting(Message::id, Message::status).containsExactly(
                tuple(abandoned, Status.FAILED), tuple(live, Status.STREAMING));
        now = NOON.plus(Duration.ofMinutes(10));
        assertThat(conversations.message(user, live)).get().extracting(Message::status).isEqualTo(Status.FAILED);
    }

    @Test
    void anAnswerThatComesInFullAfterItWasSettledStands() {
        UUID answer = begin("One?", "k1").answer().id();
        now = NOON.plus(Duration.ofMinutes(6));
        assertThat(conversations.message(user, answer)).get().extracting(Message::status).isEqualTo(Status.FAILED);
        assertThat(conversations.complete(user, answer, "It took a while.", List.of(), WRITING)).isTrue();
        assertThat(conversations.message(user, answer)).get().extracting(Message::status).isEqualTo(Status.COMPLETE);
    }

    @Test
    void settlingEndsOverdueAnswersOfEverybodyAndLeavesLiveOnes() {
        UserId other = db.newUser();
        UUID others = conversations.create(other, Optional.empty()).id();
        UUID overdue = begin("One?", "k1").answer().id();
        UUID othersOverdue = ((Asked.Begun) conversations.ask(other, others, "Two?", "k1")).answer().id();
        now = NOON.plus(Duration.ofMinutes(4));
        UUID live = begin("Three?", "k2").answer().id();
        now = NOON.plus(Duration.ofMinutes(6));
        assertThat(conversations.settleOverdue()).isGreaterThanOrEqualTo(2);
        assertThat(conversations.settleOverdue()).isZero();
        assertThat(conversations.message(user, overdue)).get().extracting(Message::status).isEqualTo(Status.FAILED);
        assertThat(conversations.message(other, othersOverdue)).get().extracting(Message::status).isEqualTo(Status.FAILED);
        assertThat(conversations.message(user, live)).get().extracting(Message::status).isEqualTo(Status.STREAMING);
    }

    @Test
    void whatAGoneInstanceLeftIsSettledAtOnceAndANeighboursIsNot() {
        Conversations gone = new Conversations(db.database(), clock, HistorySettings.of("gone"));
        UUID left = ((Asked.Begun) gone.ask(user, conversation, "One?", "k1")).answer().id();
        UUID neighbours = begin("Two?", "k2").answer().id();
        assertThat(conversations.settleLeftBy("gone")).isEqualTo(1);
        assertThat(conversations.message(user, left)).get().extracting(Message::status).isEqualTo(Status.FAILED);
        assertThat(conversations.message(user, neighbours)).get().extracting(Message::status).isEqualTo(Status.STREAMING);
    }

    @Test
    void whatACrashedInstanceLeftItsNeighbourSettlesOnceOverdueAndALiveOnesNever() {
        Conversations crashed = new Conversations(db.database(), clock, HistorySettings.of("crashed"));
        Conversations live = new Conversations(db.database(), clock, HistorySettings.of("live"));
        UUID left = ((Asked.Begun) crashed.ask(user, conversation, "One?", "k1")).answer().id();
        now = NOON.plus(Duration.ofMinutes(4));
        UUID beingWritten = ((Asked.Begun) live.ask(user, conversation, "Two?", "k2")).answer().id();
        assertThat(conversations.message(user, left)).as("it may yet be written").get().extracting(Message::status)
                .isEqualTo(Status.STREAMING);

        now = NOON.plus(Duration.ofMinutes(6));
        assertThat(conversations.messages(user, conversation).orElseThrow()).filteredOn(message -> message.id().equals(left))
                .extracting(Message::status).containsExactly(Status.FAILED);
        assertThat(conversations.message(user, beingWritten)).get().extracting(Message::status).isEqualTo(Status.STREAMING);
        assertThat(live.complete(user, beingWritten, "Here it is.", List.of(), WRITING)).isTrue();
        assertThat(conversations.message(user, beingWritten)).get().extracting(Message::text).isEqualTo("Here it is.");
    }

    @Test
    void anotherUsersMessagesAreSimplyAbsent() {
        UUID answer = begin("One?", "k1").answer().id();
        UserId other = db.newUser();
        assertThat(conversations.message(other, answer)).isEmpty();
        assertThat(conversations.complete(other, answer, "forged", List.of(), WRITING)).isFalse();
        assertThat(conversations.fail(other, answer, "forged", List.of(), WRITING, "x")).isFalse();
        assertThat(conversations.stop(other, answer, "forged", List.of(), WRITING)).isFalse();
        assertThat(conversations.message(user, answer)).get().extracting(Message::status).isEqualTo(Status.STREAMING);
    }

    @Test
    void aReaderJudgesHerAnswersAndNobodyElses() {
        Asked.Begun begun = begin("One?", "k1");
        UUID answer = begun.answer().id();
        UserId other = db.newUser();
        assertThat(conversations.judgement(user, answer)).isEmpty();
        assertThat(conversations.judge(user, answer, Thumb.UP, Optional.empty())).isTrue();
        assertThat(conversations.judge(user, answer, Thumb.DOWN, Optional.of("Wrong chapter."))).isTrue();
        assertThat(conversations.judgement(user, answer)).contains(new Judgement(Thumb.DOWN, Optional.of("Wrong chapter.")));
        assertThat(conversations.message(user, answer)).get().extracting(Message::judgement)
                .isEqualTo(conversations.judgement(user, answer));
        assertThat(all()).extracting(Message::judgement).containsExactly(Optional.empty(), conversations.judgement(user, answer));
        assertThat(conversations.judge(other, answer, Thumb.UP, Optional.empty())).isFalse();
        assertThat(conversations.judge(user, begun.question().id(), Thumb.UP, Optional.empty())).isFalse();
        assertThat(conversations.judgement(other, answer)).isEmpty();
        assertThat(conversations.withdrawJudgement(other, answer)).isFalse();
        assertThat(conversations.withdrawJudgement(user, answer)).isTrue();
        assertThat(conversations.judgement(user, answer)).isEmpty();
        assertThatThrownBy(() -> conversations.judge(user, answer, Thumb.UP, Optional.of("a\0b")))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aMessageTellsALogNothingOfItsText() {
        assertThat(begin("a private question", "k1").toString()).doesNotContain("private");
    }

    private Asked.Begun begin(String text, String key) {
        return (Asked.Begun) conversations.ask(user, conversation, text, key);
    }

    private List<Message> all() {
        return conversations.messages(user, conversation).orElseThrow();
    }
}
