package dev.hornbook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.conversation.Message;
import dev.hornbook.conversation.Role;
import dev.hornbook.conversation.Status;
import dev.hornbook.database.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LiveAnswerTest {
    private static final UserId USER = new UserId("0123456789abcdef0123456789abcdef");

    private static Message message(Status status, String text) {
        return new Message(UUID.randomUUID(), UUID.randomUUID(), Role.BOOK, status, text, List.of(), Instant.EPOCH, Optional.empty(),
                Optional.empty());
    }

    private final LiveAnswer answer = new LiveAnswer(USER, message(Status.STREAMING, ""));

    private static List<AnswerEvent> all(LiveAnswer answer, long after) {
        var events = new ArrayList<AnswerEvent>();
        answer.follow(after, events::add);
        return events;
    }

    @Test
    void everyReaderGetsEveryEventInOrderWhenevertheyCome() throws Exception {
        var readers = new ArrayList<CompletableFuture<List<AnswerEvent>>>();
        for (int i = 0; i < 300; i++) {
            if (i % 30 == 0) {
                var reader = new CompletableFuture<List<AnswerEvent>>();
                Thread.ofVirtual().start(() -> reader.complete(all(answer, 0)));
                readers.add(reader);
            }
            answer.delta("d" + i);
        }
        answer.done(message(Status.COMPLETE, "x"));
        for (CompletableFuture<List<AnswerEvent>> reader : readers) {
            List<AnswerEvent> events = reader.get(10, TimeUnit.SECONDS);
            assertThat(events).hasSize(302).first().isInstanceOf(AnswerEvent.Start.class);
            assertThat(events).last().isInstanceOf(AnswerEvent.Done.class);
            assertThat(events).extracting(AnswerEvent::ordinal).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aReaderGoesOnAfterTheLastEventItHad() {
        answer.delta("a");
        answer.delta("b");
        answer.done(message(Status.COMPLETE, "ab"));
        assertThat(all(answer, 2)).extracting(AnswerEvent::ordinal).containsExactly(3L, 4L);
        assertThat(all(answer, 4)).isEmpty();
        assertThat(all(answer, 99)).isEmpty();
        assertThat(all(answer, -5)).hasSize(4);
    }

    @Test
    void aReaderWhoLeavesDisturbsNobody() {
        answer.delta("a");
        assertThatThrownBy(() -> answer.follow(0, event -> {
            throw new IllegalStateException("the connection is gone");
        })).hasMessage("the connection is gone");
        answer.done(message(Status.COMPLETE, "a"));
        assertThat(all(answer, 0)).hasSize(3);
    }

    @Test
    void aSlowReaderHoldsUpNobody() throws Exception {
        var slow = new CountDownLatch(1);
        var entered = new CountDownLatch(1);
        Thread reader = Thread.ofVirtual().start(() -> answer.follow(0, event -> {
            entered.countDown();
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        entered.await();
        answer.delta("a");
        answer.done(message(Status.COMPLETE, "a"));
        assertThat(all(answer, 0)).hasSize(3);
        slow.countDown();
        reader.join();
    }

    @Test
    void anInterruptedReaderReturnsWithTheFlagSet() throws Exception {
        var flag = new CompletableFuture<Boolean>();
        Thread reader = Thread.ofVirtual().start(() -> {
            answer.follow(1, event -> {});
            flag.complete(Thread.currentThread().isInterrupted());
        });
        reader.interrupt();
        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anAnswerThatEndedBeforeIsToldAgain() {
        assertThat(all(LiveAnswer.ofSettled(USER, message(Status.COMPLETE, "text")), 0))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Start", "Delta", "Done");
        assertThat(all(LiveAnswer.ofSettled(USER, message(Status.STREAMING, "")), 0)).last()
                .isInstanceOfSatisfying(AnswerEvent.Done.class, done -> assertThat(done.message().status()).isEqualTo(Status.STREAMING));
    }
}
