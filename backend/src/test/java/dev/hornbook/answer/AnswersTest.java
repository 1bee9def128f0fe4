package dev.hornbook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.hornbook.answer.ScriptedModel.Script;
import dev.hornbook.budget.Asker;
import dev.hornbook.conversation.Citation;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.HistorySettings;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Status;
import dev.hornbook.database.Database;
import dev.hornbook.database.UserId;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.retrieval.SampleBook;
import dev.hornbook.testing.TestDatabase;
import dev.hornbook.textbook.Library;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("integration")
@Timeout(60)
class AnswersTest {
    private static final String QUESTION = "What is the capture point?";

    @AutoClose
    private final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private final ScriptedModel model = new ScriptedModel();
    private final Outage outage = new Outage();
    private final Database database = Database.over(outage.before(db.pool()));
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Conversations conversations = new Conversations(database, InstantSource.system(), HistorySettings.of("test"));
    private final UserId user = db.newUser();
    private final UUID conversation = conversations.create(user, Optional.empty()).id();
    /** A permit for each answer that the model has begun and does not go on with. */
    private final Semaphore stalled = new Semaphore(0);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private AnswerSettings settings = AnswerSettings.defaults();
    private Answers answers = answers();

    private Answers answers() {
        return new Answers(conversations, SampleBook.get().retriever,
                WhoWrites.always(new ModelAnswer(ModelSettings.of(model.base(), Optional.empty(), "scripted"), SampleBook.get().retriever),
                        new SimpleMeterRegistry()),
                new Library(database)::refresh, settings,
                now::get);
    }

    private Answers quoting() {
        return new Answers(conversations, SampleBook.get().retriever,
                WhoWrites.always(new QuotedAnswer(SampleBook.get().retriever), new SimpleMeterRegistry()),
                new Library(database)::refresh,
                settings,
                now::get);
    }

    @AfterEach
    void letEverythingEnd() {
        goOn.countDown();
        answers.close(Duration.ZERO);
    }

    /** Says one word, and no more until told to. */
    private Script stalling() {
        return stage -> {
            stage.begin();
            stage.say("First [1]");
            stalled.release();
            goOn.await();
            stage.say(" and last.");
            stage.end();
        };
    }

    private static List<AnswerEvent> follow(LiveAnswer answer) {
        var events = new ArrayList<AnswerEvent>();
        answer.follow(0, events::add);
        return events;
    }

    private static String text(List<AnswerEvent> events) {
        var text = new StringBuilder();
        events.forEach(event -> {
            if (event instanceof AnswerEvent.Delta delta) {
                text.append(delta.text());
            }
        });
        return text.toString();
    }

    private Message stored(LiveAnswer answer) {
        return conversations.message(user, answer.message()).orElseThrow();
    }

    @Test
    void aQuestionIsAnsweredFromTheBookAndKept() {
        answers = quoting();
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k1");
        List<AnswerEvent> events = follow(answer);
        assertThat(events).first().isInstanceOf(AnswerEvent.Start.class);
        assertThat(events).last().isInstanceOfSatisfying(AnswerEvent.Done.class, done -> {
            assertThat(done.message().status()).isEqualTo(Status.COMPLETE);
            assertThat(done.message().text()).isEqualTo(text(events)).contains("[1]");
        });
        Message stored = stored(answer);
        assertThat(stored.status()).isEqualTo(Status.COMPLETE);
        assertThat(stored.text()).isEqualTo(text(events));
        assertThat(stored.citations()).extracting(Citation::anchor).contains("balance-and-walking#capture-point");
        assertThat(stored.citations()).isEqualTo(events.stream().filter(AnswerEvent.Cited.class::isInstance)
                .map(event -> ((AnswerEvent.Cited) event).citation()).toList());
    }

    @Test
    void noConnectionIsHeldWhileAModelTalks() throws Exception {
        settings = settings.forOne(20);
        answers = answers();
        model.plays(stalling());
        var many = new ArrayList<LiveAnswer>();
        for (int i = 0; i < 20; i++) {
            many.add(answers.ask(Asker.reader(user), conversation, QUESTION, "k" + i));
        }
        assertThat(stalled.tryAcquire(many.size(), 20, TimeUnit.SECONDS)).isTrue();
        PoolSnapshot snapshot = db.pool().snapshot();
        assertThat(snapshot.active()).isZero();
        assertThat(snapshot.waiting()).isZero();
        goOn.countDown();
        for (LiveAnswer answer : many) {
            assertThat(text(follow(answer))).isEqualTo("First [1] and last.");
            assertThat(stored(answer).status()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void aReaderWhoLeavesDoesNotStopTheAnswer() throws Exception {
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        assertThatThrownBy(() -> answer.follow(0, event -> {
            throw new IllegalStateException("left");
        })).hasMessage("left");
        goOn.countDown();
        LiveAnswer again = answers.live(user, answer.message()).orElseThrow();
        assertThat(text(follow(again))).isEqualTo("First [1] and last.");
        assertThat(stored(answer).status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void stoppingKeepsWhatWasSaid() throws Exception {
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        answer.follow(0, event -> {
            if (event instanceof AnswerEvent.Delta) {
                answers.stop(user, answer.message());
            }
        });
        assertThat(stored(answer)).satisfies(message -> {
            assertThat(message.status()).isEqualTo(Status.STOPPED);
            assertThat(message.text()).startsWith("First");
        });
        assertThat(answers.stop(user, answer.message())).isFalse();
        assertThat(answers.stop(user, UUID.randomUUID())).isFalse();
    }

    @Test
    void anotherUsersAnswerIsNobodysToFollowOrStop() throws Exception {
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        UserId other = db.newUser();
        assertThat(answers.live(other, answer.message())).isEmpty();
        assertThat(answers.stop(other, answer.message())).isFalse();
        assertThatThrownBy(() -> answers.ask(Asker.reader(other), conversation, QUESTION, "k"))
                .isInstanceOf(NoSuchConversationException.class);
    }

    @Test
    void theSameKeyIsTheSameQuestion() {
        model.plays(Script.saying("Once [1]."));
        LiveAnswer first = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        LiveAnswer second = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        assertThat(second.message()).isEqualTo(first.message());
        follow(first);
        assertThat(model.requests()).hasSize(1);
        Answers another = answers();
        assertThat(text(follow(another.ask(Asker.reader(user), conversation, QUESTION, "k")))).isEqualTo("Once [1].");
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void nothingOfAUserWhoIsGoneIsWrittenOnOrKeptInMemory() throws Exception {
        model.plays(Script.saying("Said [1]."));
        LiveAnswer said = answers.ask(Asker.reader(user), conversation, QUESTION, "k1");
        follow(said);
        model.plays(stalling());
        LiveAnswer underWay = answers.ask(Asker.reader(user), conversation, QUESTION, "k2");
        assertThat(stalled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        database.identity().update("delete from \"user\" where \"id\" = ?", user.value());

        answers.forget(user);

        assertThat(follow(underWay).getLast()).isInstanceOfSatisfying(AnswerEvent.Failed.class,
                failed -> assertThat(failed.code()).isEqualTo("answer-gone"));
        answers.close(Duration.ofSeconds(20));
        assertThat(answers.live(user, said.message())).isEmpty();
        assertThat(answers.live(user, underWay.message())).isEmpty();
    }

    @Test
    void theSameKeyFromManyThreadsIsAnsweredOnce() throws Exception {
        model.plays(Script.saying("Once [1]."));
        List<Future<String>> told = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                told.add(readers.submit(() -> text(follow(answers.ask(Asker.reader(user), conversation, QUESTION, "k")))));
            }
        }
        for (Future<String> each : told) {
            assertThat(each.get()).isEqualTo("Once [1].");
        }
        assertThat(model.requests()).hasSize(1);
        assertThat(conversations.messages(user, conversation)).get().asInstanceOf(LIST).hasSize(2);
    }

    @Test
    void anAnswerKeepsItsModelItsTimeAndItsTokens() {
        model.plays(Script.saying("Once [1]."));
        now.set(Instant.now().plusSeconds(3));
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        Message told = ((AnswerEvent.Done) follow(answer).getLast()).message();
        assertThat(told.writing()).get().satisfies(writing -> {
            assertThat(writing.model()).contains("scripted");
            assertThat(writing.endedAt()).isEqualTo(now.get().truncatedTo(ChronoUnit.MICROS));
            assertThat(writing.firstWord()).get().extracting(Duration::toSeconds).isIn(2L, 3L);
            assertThat(writing.inputTokens()).contains(ScriptedModel.INPUT_TOKENS);
            assertThat(writing.outputTokens()).contains(ScriptedModel.OUTPUT_TOKENS);
        });
        assertThat(stored(answer)).isEqualTo(told);
    }

    @Test
    void aFinishedAnswerIsFollowableForSomeMinutesAndThenLetGo() {
        model.plays(Script.saying("Said [1]."));
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        follow(answer);
        LiveAnswer next = answers.ask(Asker.reader(user), conversation, QUESTION, "k2");
        follow(next);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(4)));
        assertThat(answers.live(user, answer.message())).isPresent();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        assertThat(answers.live(user, answer.message())).isEmpty();
    }

    @Test
    void aModelThatFailsLeavesAnAnswerThatSaysSo() {
        model.plays(Script.refusing(429, "{}"));
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        assertThat(follow(answer)).last().isInstanceOfSatisfying(AnswerEvent.Failed.class,
                failed -> assertThat(failed.code()).isEqualTo("model-busy"));
        assertThat(stored(answer).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aDatabaseAwayAtTheEndIsWaitedFor() throws Exception {
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        assertThat(stalled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        outage.begin();
        goOn.countDown();
        assertThat(outage.awaitRefusals(2)).isTrue();
        assertThat(answer.isFinished()).isFalse();
        outage.end();
        assertThat(follow(answer)).last().isInstanceOf(AnswerEvent.Done.class);
        assertThat(stored(answer).text()).isEqualTo("First [1] and last.");
    }

    @Test
    void aDatabaseThatStaysAwayIsTold() throws Exception {
        settings = settings.saving(Duration.ofMillis(300));
        answers = answers();
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        assertThat(stalled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        outage.begin();
        goOn.countDown();
        List<AnswerEvent> events = follow(answer);
        assertThat(text(events)).isEqualTo("First [1] and last.");
        assertThat(events).last().isInstanceOfSatisfying(AnswerEvent.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("answer-not-kept");
            assertThat(failed.sentence()).contains("Copy");
        });
        outage.end();
    }

    @Test
    void anAnswerToAGuestWhoSignsUpMeanwhileIsKeptForTheAccount() throws Exception {
        db.asLogin("update \"user\" set \"isAnonymous\" = true where \"id\" = '" + user + "'");
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.guest(user), conversation, QUESTION, "k");
        assertThat(stalled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        UserId account = db.newUser();
        // At another instance, which knows nothing of the answer under way here.
        conversations.adopt(user, account);
        goOn.countDown();
        assertThat(follow(answer)).last().isInstanceOf(AnswerEvent.Done.class);
        assertThat(conversations.message(account, answer.message()).orElseThrow())
                .satisfies(kept -> assertThat(kept.status()).isEqualTo(Status.COMPLETE))
                .satisfies(kept -> assertThat(kept.text()).isEqualTo("First [1] and last."));
    }

    @Test
    void theAccountFollowsAndStopsWhatTheGuestAsked() throws Exception {
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.guest(user), conversation, QUESTION, "k");
        assertThat(stalled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        UserId account = db.newUser();
        answers.handOver(user, account);
        assertThat(answers.live(account, answer.message())).containsSame(answer);
        assertThat(answers.live(user, answer.message())).isEmpty();
        assertThat(answers.stop(user, answer.message())).isFalse();
        assertThat(answers.stop(account, answer.message())).isTrue();
    }

    @Test
    void aConversationDeletedMeanwhileIsTold() throws Exception {
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        assertThat(stalled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        conversations.delete(user, conversation);
        goOn.countDown();
        assertThat(follow(answer)).last().isInstanceOfSatisfying(AnswerEvent.Failed.class,
                failed -> assertThat(failed.code()).isEqualTo("answer-gone"));
    }

    @Test
    void tooManyAtOnceAreRefusedBeforeAnythingIsStored() throws Exception {
        settings = settings.atOnce(1);
        answers = answers();
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        assertThatThrownBy(() -> answers.ask(Asker.reader(user), conversation, QUESTION, "k2")).isInstanceOf(AnswersBusyException.class);
        assertThat(conversations.messages(user, conversation).orElseThrow()).hasSize(2);
        goOn.countDown();
        follow(answer);
    }

    @Test
    void oneReaderTakesNotThePlacesOfAllHoweverManyQuestionsTheyPut() throws Exception {
        model.plays(stalling());
        var mine = new ArrayList<LiveAnswer>();
        for (int i = 0; i < settings.forOne(); i++) {
            mine.add(answers.ask(Asker.reader(user), conversation, QUESTION, "k" + i));
        }
        assertThatThrownBy(() -> answers.ask(Asker.reader(user), conversation, QUESTION, "one more"))
                .isInstanceOf(AnswersBusyException.class).hasMessageContaining("of your questions");
        assertThat(conversations.messages(user, conversation).orElseThrow()).hasSize(2 * settings.forOne());
        UserId other = db.newUser();
        LiveAnswer theirs = answers.ask(Asker.reader(other), conversations.create(other, Optional.empty()).id(), QUESTION, "k");
        goOn.countDown();
        mine.forEach(AnswersTest::follow);
        follow(theirs);

        for (int i = 0; i < 2 * settings.forOne(); i++) {
            assertThat(follow(asked("k0")).getLast()).as("what was asked takes no place").isInstanceOf(AnswerEvent.Done.class);
            assertThatThrownBy(() -> answers.ask(Asker.reader(user), UUID.randomUUID(), QUESTION, "nowhere"))
                    .isInstanceOf(NoSuchConversationException.class);
            assertThat(follow(asked("later " + i)).getLast()).isInstanceOf(AnswerEvent.Done.class);
        }
    }

    /** Its place is given back a moment after the answer before has ended. */
    private LiveAnswer asked(String key) {
        while (true) {
            try {
                return answers.ask(Asker.reader(user), conversation, QUESTION, key);
            } catch (AnswersBusyException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void closingStopsWhatIsUnderWayAndKeepsIt() throws Exception {
        model.plays(stalling());
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, QUESTION, "k");
        assertThat(stalled.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        answer.follow(0, event -> {
            if (event instanceof AnswerEvent.Delta) {
                Thread.ofVirtual().start(() -> answers.close(Duration.ofMillis(50)));
            }
        });
        assertThat(stored(answer)).satisfies(message -> {
            assertThat(message.status()).isEqualTo(Status.STOPPED);
            assertThat(message.text()).startsWith("First");
        });
        assertThatThrownBy(() -> answers.ask(Asker.reader(user), conversation, QUESTION, "k2")).isInstanceOf(AnswersBusyException.class);
    }

    @Test
    void aFollowUpIsReadWithTheQuestionBefore() {
        answers = quoting();
        follow(answers.ask(Asker.reader(user), conversation, QUESTION, "k1"));
        LiveAnswer answer = answers.ask(Asker.reader(user), conversation, "And how is it computed?", "k2");
        assertThat(text(follow(answer))).contains("ξ = x + v/ω0");
    }

    @Test
    void aConversationAboutOneBookAsksThatBookAlone() {
        answers = quoting();
        UUID other = conversations.create(user, Optional.of("another-book")).id();
        assertThat(text(follow(answers.ask(Asker.reader(user), other, QUESTION, "k")))).startsWith("The book does not say.");
    }
}
