package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

/** What happens over and over does not fill the log. */
@ResourceLock("log")
class JournalTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hornbook.pool");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final FakeTime time = new FakeTime();
    private final Journal journal = new Journal("journal", time, Runnable::run);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    private List<String> said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("journal: a connection came back inside a transaction")).toList();
    }

    @Test
    void theFirstRollbackIsToldAtOnceAndThoseOfTheNextMinuteAreNot() {
        journal.rolledBack();
        assertThat(said()).singleElement().asString().endsWith("before closing");
        for (int i = 0; i < 59; i++) {
            time.pass(Duration.ofSeconds(1));
            journal.rolledBack();
        }
        assertThat(said()).hasSize(1);
    }

    @Test
    void afterAMinuteTheNextOneTellsHowManyThereWereBesides() {
        for (int i = 0; i < 4; i++) {
            journal.rolledBack();
        }
        time.pass(Duration.ofMinutes(1));
        journal.rolledBack();
        assertThat(said()).hasSize(2).last().asString().endsWith("(3 more since this was last said)");
        journal.rolledBack();
        assertThat(said()).as("the minute begins anew").hasSize(2);
        time.pass(Duration.ofHours(1));
        journal.rolledBack();
        time.pass(Duration.ofHours(1));
        journal.rolledBack();
        assertThat(said()).hasSize(4).last().asString().as("none was held back").endsWith("before closing");
    }
}
