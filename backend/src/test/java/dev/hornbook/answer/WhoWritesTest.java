package dev.hornbook.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.answer.ScriptedModel.Script;
import dev.hornbook.budget.Asker;
import dev.hornbook.budget.Limits;
import dev.hornbook.budget.QuestionBudget;
import dev.hornbook.conversation.Conversations;
import dev.hornbook.conversation.HistorySettings;
import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Status;
import dev.hornbook.conversation.Writing;
import dev.hornbook.database.Database;
import dev.hornbook.database.UserId;
import dev.hornbook.retrieval.SampleBook;
import dev.hornbook.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("integration")
@Timeout(60)
class WhoWritesTest {
    private static final String QUESTION = "What is the capture point?";

    @AutoClose
    private static final TestDatabase db = TestDatabase.migrated();
    @AutoClose
    private final ScriptedModel model = new ScriptedModel();
    private final Outage outage = new Outage();
    private final Conversations conversations = new Conversations(db.database(), InstantSource.system(), HistorySettings.of("test"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final UserId user = db.newUser();
    private final UUID conversation = conversations.create(user, Optional.empty()).id();
    private Duration patience = Duration.ofSeconds(20);
    private Answers answers;

    private void limits(int perReader, int perGuest, int together) {
        db.asLogin("delete from question_total");
        var budget = new QuestionBudget(Database.over(outage.before(db.pool())), new Limits(perReader, perGuest, together),
                InstantSource.system());
        var scripted = new ModelAnswer(ModelSettings.of(model.base(), Optional.empty(), "scripted").patience(patience, patience),
                SampleBook.get().retriever);
        answers = new Answers(conversations, SampleBook.get().retriever,
                WhoWrites.within(budget, scripted, new QuotedAnswer(SampleBook.get().retriever), meters), () -> {},
                AnswerSettings.defaults().forOne(32),
                InstantSource.system());
    }

    @AfterEach
    void letEverythingEnd() {
        answers.close(Duration.ZERO);
    }

    private Message answer(Asker asker, String question, String key) {
        LiveAnswer answer = answers.ask(asker, conversation, question, key);
        answer.follow(0, _ -> {});
        return conversations.message(user, answer.message()).orElseThrow();
    }

    private Message answer(String key) {
        return answer(Asker.reader(user), QUESTION, key);
    }

    private static Optional<String> writer(Message message) {
        return message.writing().flatMap(Writing::model);
    }

    private double counted(String writer) {
        return meters.get("hornbook.answers").tag("writer", writer).counter().count();
    }

    @Test
    void beyondTheLimitTheBookAnswersAndSaysWhy() {
        model.plays(Script.saying("Said [1]."));
        limits(2, 0, 100);
        assertThat(answer("1").text()).isEqualTo("Said [1].");
        assertThat(writer(answer("2"))).contains("scripted");
        Message beyond = answer("3");
        assertThat(beyond.status()).isEqualTo(Status.COMPLETE);
        assertThat(writer(beyond)).isEmpty();
        assertThat(beyond.text()).startsWith("*Your questions to the language model are used up until midnight UTC.").contains("[1]");
        assertThat(beyond.citations()).isNotEmpty();
        assertThat(model.requests()).hasSize(2);
        assertThat(counted("model")).isEqualTo(2);
        assertThat(counted("book-over-budget")).isEqualTo(1);
    }

    @Test
    void exactlyAsManyGoToTheModelHoweverManyAskAtOnce() throws Exception {
        model.plays(Script.saying("Said [1]."));
        limits(10, 0, 100);
        var written = new ArrayList<Future<Message>>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                String key = "k" + i;
                written.add(readers.submit(() -> answer(key)));
            }
        }
        int byModel = 0;
        for (Future<Message> each : written) {
            assertThat(each.get().status()).isEqualTo(Status.COMPLETE);
            byModel += writer(each.get()).isPresent() ? 1 : 0;
        }
        assertThat(byModel).isEqualTo(10);
        assertThat(model.requests()).hasSize(10);
    }

    @Test
    void guestsAreToldToSignUp() {
        limits(10, 0, 100);
        assertThat(answer(Asker.guest(user), QUESTION, "k").text()).startsWith("*Guests are answered in the book's own words. Sign up,");
        limits(10, 1, 100);
        model.plays(Script.saying("Said [1]."));
        assertThat(answer(Asker.guest(user), QUESTION, "k1").text()).isEqualTo("Said [1].");
        assertThat(answer(Asker.guest(user), QUESTION, "k2").text()).startsWith("*Guests' questions").contains("Sign up");
    }

    @Test
    void theSameKeyTwiceIsOneQuestion() {
        model.plays(Script.saying("Said [1]."));
        limits(2, 0, 100);
        assertThat(answer("k")).isEqualTo(answer("k"));
        assertThat(writer(answer("another"))).contains("scripted");
    }

    @Test
    void whatTheBookDoesNotAnswerCostsNoQuestion() {
        model.plays(Script.saying("Said [1]."));
        limits(1, 0, 100);
        assertThat(answer(Asker.reader(user), "Who wrote the Divine Comedy?", "k1").text()).startsWith("The book does not say.");
        assertThat(writer(answer("k2"))).contains("scripted");
    }

    @Test
    void aModelThatCannotBeAskedGivesTheQuestionBack() {
        limits(1, 0, 1);
        for (int status : List.of(429, 500, 401)) {
            model.plays(Script.refusing(status, "{}"));
            assertThat(answer("k" + status).status()).isEqualTo(Status.FAILED);
        }
        model.plays(Script.saying("Said [1]."));
        assertThat(answer("k").text()).isEqualTo("Said [1].");
        assertThat(answer("beyond").text()).startsWith("*");
    }

    @Test
    void aModelThatWasAtWorkKeepsTheQuestion() {
        patience = Duration.ofMillis(100);
        limits(1, 0, 100);
        var never = new CountDownLatch(1);
        model.plays(Script.after(never, Script.saying("never")));
        assertThat(answer("k1").status()).isEqualTo(Status.FAILED);
        never.countDown();
        assertThat(answer("k2").text()).startsWith("*Your questions to the language model are used up");
    }

    @Test
    void whatCannotBeCountedIsAnsweredByTheBook() {
        limits(1, 0, 100);
        outage.begin();
        assertThat(answer("k").text()).startsWith("*Questions to the language model cannot be counted just now").contains("[1]");
        assertThat(model.requests()).isEmpty();
    }
}
