package dev.hornbook.mail;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MailQueueTest {

    private static final Mail MAIL = new Mail("canary@example.org", "Set a new password", "Before", "https://book.example.org/canary",
            "After");

    private final List<Logger> loggers = Stream.of("dev.hornbook.mail", "hornbook.mail").map(name -> (Logger) LoggerFactory.getLogger(name))
            .toList();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        loggers.forEach(logger -> logger.addAppender(log));
    }

    @AfterEach
    void leave() {
        loggers.forEach(logger -> logger.detachAppender(log));
    }

    @Test
    void whoeverPostsDoesNotWaitForTheServer() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<Mail> sent = new CompletableFuture<>();
        try (MailQueue queue = new MailQueue(mail -> {
            await(answer);
            sent.complete(mail);
        })) {
            queue.post(() -> Optional.of(MAIL));
            assertThat(sent).isNotDone();
            answer.countDown();
            assertThat(sent.get(10, TimeUnit.SECONDS)).isEqualTo(MAIL);
        }
    }

    @Test
    void aFailureIsLoggedWithoutAddressOrLinkAndTheNextIsSent() throws Exception {
        CompletableFuture<Mail> sent = new CompletableFuture<>();
        CompletableFuture<Void> failed = new CompletableFuture<>();
        try (MailQueue queue = new MailQueue(mail -> {
            if (failed.complete(null)) {
                throw new MailException("The mail server did not take it.",
                        new IllegalStateException("550 canary@example.org: no such user"));
            }
            sent.complete(mail);
        })) {
            queue.post(() -> Optional.of(MAIL));
            failed.get(10, TimeUnit.SECONDS);
            queue.post(() -> Optional.of(MAIL));
            sent.get(10, TimeUnit.SECONDS);
        }
        assertThat(log.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO)).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).contains("The mail server did not take it.").doesNotContain("canary");
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    @Test
    void underDevelopmentTheLogHasTheLink() {
        new LogSender().send(MAIL);
        assertThat(log.list).singleElement().extracting(ILoggingEvent::getFormattedMessage).asString()
                .contains("https://book.example.org/canary", "HORNBOOK_SMTP_URL").doesNotContain("canary@example.org");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
