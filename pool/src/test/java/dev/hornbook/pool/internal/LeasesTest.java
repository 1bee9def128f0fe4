package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.got;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import dev.hornbook.pool.WakeCause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** What is out for too long, and who waits for a second connection. */
@ResourceLock("log")
class LeasesTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.hornbook.pool");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.list = new java.util.concurrent.CopyOnWriteArrayList<>();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(Level.WARN);
    }

    private List<ILoggingEvent> said(String text) {
        return log.list.stream().filter(event -> event.getFormattedMessage().contains(text)).toList();
    }

    private ILoggingEvent heard(String text) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (said(text).isEmpty()) {
            assertThat(System.nanoTime() - limit).as("the log says '" + text + "'").isNegative();
            LockSupport.parkNanos(100_000);
        }
        return said(text).getFirst();
    }

    @Test
    void aConnectionOutForTooLongIsReportedOnceWithItsThreadAndAgainWhenItIsBack() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot leaked = lab.lend();
            lab.time.pass(Duration.ofSeconds(59));
            assertThat(lab.pool.snapshot().counters().leaked()).isZero();
            lab.time.pass(Duration.ofSeconds(1));
            assertThat(lab.pool.snapshot().counters().leaked()).isEqualTo(1);
            assertThat(heard("out for 60 s").getFormattedMessage()).contains("VirtualThread").contains("where is not known");
            lab.time.pass(Duration.ofMinutes(10));
            assertThat(lab.pool.snapshot().counters().leaked()).as("once").isEqualTo(1);
            lab.pool.giveBack(leaked);
            heard("back or gone, after 660 s");
            assertThat(lab.pool.snapshot().idle()).as("it was not taken away").isEqualTo(1);
        }
    }

    @Test
    void afterALeakWithoutAStackThoseOfTheNextMinuteHaveOne() throws Exception {
        try (Lab lab = new Lab(2)) {
            lab.lend();
            lab.time.pass(Duration.ofSeconds(60));
            Slot noted = lab.lend();
            assertThat(noted.stack).isNotNull();
            lab.time.pass(Duration.ofSeconds(60));
            assertThat(heard("where, the stack tells").getThrowableProxy().getStackTraceElementProxyArray()).isNotEmpty();
            lab.pool.giveBack(noted);
            assertThat(got(lab.caller()).stack).as("the minute is over").isNull();
        }
    }

    @Test
    void oneBorrowInAThousandOrSoHasItsStackNoted() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            int noted = 0;
            for (int i = 0; i < 2_048; i++) {
                lab.pool.giveBack(slot);
                slot = lab.pool.acquire(1, lab.time.nanos(), lab.time.nanos() + Lab.ACQUIRE.toNanos(), WakeCause.DEMAND);
                noted += slot.stack == null ? 0 : 1;
            }
            assertThat(noted).isEqualTo(2);
            lab.pool.giveBack(slot);
            assertThat(slot.stack).isNull();
        }
    }

    @Test
    void aTimerRunsWhileSomethingIsLentAndNoneWhenAllIsBack() throws Exception {
        try (Lab lab = new Lab(1)) {
            int before = lab.time.scheduled();
            Slot slot = lab.lend();
            lab.time.pass(Duration.ofSeconds(59));
            assertThat(lab.time.scheduled()).isEqualTo(before + 1);
            lab.pool.giveBack(slot);
            lab.time.pass(Duration.ofMinutes(5));
            lab.await(snapshot -> snapshot.total() == 0);
            lab.time.pass(Duration.ofMinutes(5));
            assertThat(lab.time.scheduled()).isEqualTo(before);
        }
    }

    @Test
    void aThreadThatWaitsForASecondConnectionIsWarnedOncePerPlace() throws Exception {
        try (Lab lab = new Lab(1)) {
            for (int i = 0; i < 2; i++) {
                Future<?> nested = lab.onThread(() -> {
                    Slot held = borrow(lab, Lab.ACQUIRE);
                    try {
                        borrow(lab, Duration.ofNanos(1));
                    } catch (Refusal refusal) {
                        // There is only one.
                    }
                    lab.pool.giveBack(held);
                    return null;
                });
                if (i == 0) {
                    lab.opener.next().succeed();
                }
                lab.await(snapshot -> snapshot.active() == 1 && snapshot.waiting() == 1);
                lab.time.awaitParked(1);
                lab.time.pass(Duration.ofMillis(1));
                nested.get(10, TimeUnit.SECONDS);
            }
            assertThat(lab.pool.snapshot().counters().nested()).isEqualTo(2);
            heard("a thread waits for a connection while it holds one");
            assertThat(said("while it holds one")).hasSize(1);
        }
    }

    private static Slot borrow(Lab lab, Duration limit) throws Refusal {
        return lab.pool.acquire(1, lab.time.nanos(), lab.time.nanos() + limit.toNanos(), WakeCause.DEMAND);
    }

    @Test
    void waitingWithoutHoldingOneIsNoNestedBorrow() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot only = lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.pool.giveBack(only);
            got(waiting);
            assertThat(lab.pool.snapshot().counters().nested()).isZero();
        }
    }

    @Test
    void aLogThatThrowsIsInNobodysWay() throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        TurboFilter broken = new TurboFilter() {
            @Override
            public FilterReply decide(Marker marker, Logger of, Level level, String format, Object[] arguments, Throwable t) {
                if (arguments != null && arguments.length > 0 && arguments[0].equals("lab")) {
                    throw new IllegalStateException("the log is full");
                }
                return FilterReply.NEUTRAL;
            }
        };
        context.addTurboFilter(broken);
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            lab.time.pass(Duration.ofMinutes(2));
            lab.pool.rolledBack();
            lab.pool.giveBack(slot);
            assertThat(got(lab.caller())).isSameAs(slot);
        } finally {
            context.resetTurboFilterList();
        }
    }
}
