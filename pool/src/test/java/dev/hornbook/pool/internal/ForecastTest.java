package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.connectFailure;
import static dev.hornbook.pool.internal.Lab.got;
import static dev.hornbook.pool.internal.Lab.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.Fault.Queueing;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who is told at once that waiting is no use. */
class ForecastTest {
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration HELD = Duration.ofMillis(100);

    /** A pool of one connection that is held for 100 ms each time, with ten callers waiting. */
    private static final class Crowd implements AutoCloseable {
        final Lab lab = new Lab(1);
        private final Deque<Future<Slot>> waiting = new ArrayDeque<>();
        private Slot held = lab.lend();

        Crowd(int handOvers) throws Exception {
            for (int i = 0; i < handOvers + 10; i++) {
                waiting.add(lab.caller(1, PATIENCE));
            }
            for (int i = 0; i < handOvers; i++) {
                handOver(HELD);
            }
        }

        void handOver(Duration afterwards) throws Exception {
            lab.time.pass(afterwards);
            lab.pool.giveBack(held);
            held = got(waiting.remove());
        }

        @Override
        public void close() {
            lab.close();
        }
    }

    @Test
    void aDeadlineThatTheQueueCannotMeetIsRefusedAtOnceAndToldWhenToAskAgain() throws Exception {
        try (Crowd crowd = new Crowd(Forecast.ENOUGH)) {
            long before = crowd.lab.time.nanos();
            Refusal refusal = refused(crowd.lab.caller(1, Duration.ofMillis(400)));
            assertThat(refusal.reason().kind()).isEqualTo(Queueing.BUSY);
            assertThat(refusal.reason().text()).contains("1100 ms").contains("400 ms");
            assertThat(refusal.reason().permanent()).isFalse();
            assertThat(refusal.reason().retryAfter()).contains(Duration.ofMillis(700));
            assertThat(crowd.lab.time.nanos()).isEqualTo(before);
            assertThat(crowd.lab.pool.snapshot().counters().shed()).isEqualTo(1);
        }
    }

    @Test
    void aDeadlineThatTheQueueMightMeetIsWaitedFor() throws Exception {
        try (Crowd crowd = new Crowd(Forecast.ENOUGH)) {
            assertThat(crowd.lab.caller(1, Duration.ofMillis(600))).as("at twice the rate it would be served").isNotDone();
        }
    }

    @Test
    void anInteractiveCallerIsForecastBehindItsLikeAlone() throws Exception {
        try (Crowd crowd = new Crowd(Forecast.ENOUGH)) {
            assertThat(crowd.lab.caller(0, Duration.ofMillis(60))).isNotDone();
            refused(crowd.lab.caller(2, Duration.ofMillis(400)));
        }
    }

    @Test
    void withoutEnoughSamplesNobodyIsRefused() throws Exception {
        try (Crowd crowd = new Crowd(Forecast.ENOUGH - 1)) {
            assertThat(crowd.lab.caller(1, Duration.ofMillis(1))).isNotDone();
        }
    }

    @Test
    void aPauseOfTheProcessMakesNoQueueHopeless() throws Exception {
        try (Crowd crowd = new Crowd(Forecast.ENOUGH)) {
            crowd.handOver(Duration.ofMinutes(10));
            assertThat(crowd.lab.caller(1, Duration.ofMillis(800))).isNotDone();
        }
    }

    @Test
    void whatWasLearnedEndsWithTheQueue() throws Exception {
        try (Crowd crowd = new Crowd(Forecast.ENOUGH)) {
            for (int i = 0; i < 10; i++) {
                crowd.handOver(HELD);
            }
            for (int i = 0; i < 10; i++) {
                assertThat(crowd.lab.caller(1, Duration.ofMillis(1))).isNotDone();
            }
        }
    }

    @Test
    void nobodyIsRefusedSoWhileAConnectionIsBeingOpened() throws Exception {
        try (Crowd crowd = new Crowd(Forecast.ENOUGH)) {
            SQLException suspended = new SQLException("terminating connection due to administrator command", "57P01");
            crowd.lab.pool.broken(crowd.held, suspended);
            assertThat(crowd.lab.caller(1, Duration.ofMillis(1))).isNotDone();
            crowd.lab.opener.next().fail(connectFailure("Couldn't connect to compute node"));
            crowd.lab.await(snapshot -> snapshot.counters().failed() == 1);
            assertThat(crowd.lab.caller(1, Duration.ofMillis(1))).isNotDone();
        }
    }

    @Test
    void theMeanFollowsARealSlowdown() {
        Forecast forecast = new Forecast();
        long now = 0;
        forecast.begun(now);
        for (int i = 0; i < 100; i++) {
            forecast.handedOver(now += 1_000_000);
        }
        for (int i = 0; i < 100; i++) {
            forecast.handedOver(now += 100_000_000);
        }
        assertThat(forecast.at(10)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_000));
    }
}
