package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.got;
import static dev.hornbook.pool.internal.Lab.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.ConnectionLostException;
import dev.hornbook.pool.Fault.Established;
import dev.hornbook.pool.Fault.Queueing;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;
import dev.hornbook.pool.WakeCause;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What one broken connection means for the others, and when one is asked before it is lent. */
class SharedFateTest {
    private static final SQLException SUSPENDED = new SQLException("terminating connection due to administrator command", "57P01");
    private static final SQLException EOF = new SQLException("An I/O error occurred while sending to the backend.", "08006",
            new EOFException());
    private static final SQLException TIMEOUT = new SQLException("An I/O error occurred while sending to the backend.", "08006",
            new SocketTimeoutException("Read timed out"));

    @Test
    void aFailedStatementCondemnsAllConnectionsOfItsGeneration() throws Exception {
        for (SQLException failure : new SQLException[]{SUSPENDED, EOF}) {
            try (Lab lab = new Lab(3)) {
                Slot failing = lab.lend();
                Slot lent = lab.lend();
                Slot idle = lab.lend();
                lab.pool.giveBack(idle);
                lab.pool.failed(failing, failure);
                assertThat(lab.pool.snapshot().idle()).isZero();
                lab.pool.giveBack(lent);
                assertThat(lab.pool.snapshot().idle()).as("a connection of a condemned generation is not kept").isZero();
                lab.pool.broken(failing, failure);
                lab.await(snapshot -> snapshot.total() == 0 && Lab.link(idle).closed && Lab.link(lent).closed);
                assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.ASLEEP);
            }
        }
    }

    @Test
    void whatOpensAfterwardsIsOfANewGeneration() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot old = lab.lend();
            lab.pool.broken(old, EOF);
            Slot fresh = lab.lend();
            lab.pool.failed(old, EOF);
            lab.pool.giveBack(fresh);
            assertThat(lab.pool.snapshot().idle()).as("news of the old generation does not touch the new").isEqualTo(1);
        }
    }

    @Test
    void aConnectionFoundEndedOnItsReturnCondemnsTheOthersToo() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot ended = lab.lend();
            Slot idle = lab.lend();
            lab.pool.giveBack(idle);
            Lab.link(ended).ended = true;
            lab.pool.giveBack(ended);
            assertThat(lab.pool.snapshot().total()).isZero();
        }
    }

    @Test
    void anUnansweredStatementMakesTheOthersSuspectAndEachIsAskedFirst() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot hung = lab.lend();
            Slot idle = lab.lend();
            lab.pool.giveBack(idle);
            lab.time.pass(Duration.ofMillis(1));
            lab.pool.broken(hung, TIMEOUT);
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
            assertThat(got(lab.caller())).isSameAs(idle);
            assertThat(Lab.link(idle).probes).isEqualTo(1);
        }
    }

    @Test
    void aConnectionHeardLatelyIsLentUnaskedAndAnyOtherIsAsked() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            lab.pool.giveBack(slot);
            lab.time.pass(Duration.ofMillis(500));
            assertThat(got(lab.caller())).isSameAs(slot);
            assertThat(Lab.link(slot).probes).isZero();
            lab.pool.giveBack(slot);
            lab.time.pass(Duration.ofMillis(1));
            assertThat(got(lab.caller())).isSameAs(slot);
            assertThat(Lab.link(slot).probes).as("lending alone is no sign of life").isEqualTo(1);
        }
    }

    @Test
    void aConnectionHandedOverAfterALongSilenceIsAskedFirst() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.time.pass(Duration.ofSeconds(3));
            lab.pool.giveBack(slot);
            got(waiting);
            assertThat(Lab.link(slot).probes).isEqualTo(1);
        }
    }

    /** A caller's haste proves nothing: the question goes on without the caller, and who comes next is lent what was there. */
    @Test
    void aCallerWithoutTimeForAnAnswerCostsNoConnection() throws Exception {
        for (Duration left : new Duration[]{Duration.ofMillis(-50), Duration.ZERO, Duration.ofMillis(5)}) {
            try (Lab lab = new Lab(3)) {
                List<Slot> slots = List.of(lab.lend(), lab.lend(), lab.lend());
                slots.forEach(lab.pool::giveBack);
                slots.forEach(slot -> Lab.link(slot).answerAfter(Duration.ofMillis(20)));
                lab.time.pass(Duration.ofSeconds(1));
                List<CountDownLatch> answers = slots.stream().map(slot -> Lab.link(slot).holdProbes()).toList();
                long deadline = lab.time.nanos() + left.toNanos();
                Future<Slot> hasty = lab.onThread(() -> lab.pool.acquire(1, lab.time.nanos(), deadline, WakeCause.DEMAND));
                if (left.isPositive()) {
                    lab.time.awaitParked(1);
                    lab.time.pass(left);
                }
                Reason reason = refused(hasty).reason();
                assertThat(reason.kind()).isEqualTo(Queueing.BUSY);
                assertThat(reason.text()).startsWith("The deadline has passed");
                assertThat(reason.retryAfter()).isPresent();
                answers.forEach(CountDownLatch::countDown);
                lab.settle();
                assertThat(lab.pool.snapshot().idle()).as("with %s left", left).isEqualTo(3);
                assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.READY);
                got(lab.caller());
                assertThat(lab.pool.snapshot().counters().attempts()).isEqualTo(3);
            }
        }
    }

    @Test
    void aCallerInHasteIsLentWhatAnswersBeforeItsDeadline() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            lab.pool.giveBack(slot);
            lab.time.pass(Duration.ofSeconds(1));
            assertThat(got(lab.onThread(() -> lab.pool.acquire(1, lab.time.nanos(), lab.time.nanos() + 5_000_000, WakeCause.DEMAND))))
                    .isSameAs(slot);
            assertThat(Lab.link(slot).probes).isEqualTo(1);
            assertThat(lab.pool.snapshot().active()).isEqualTo(1);
        }
    }

    @Test
    void whatDoesNotAnswerAtAllIsDroppedThoughItsCallerWasInHaste() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot slot = lab.lend();
            lab.pool.giveBack(slot);
            Lab.link(slot).answerAfter(Duration.ofMinutes(1));
            lab.time.pass(Duration.ofSeconds(1));
            Future<Slot> hasty = lab.caller(1, Duration.ofMillis(5));
            lab.await(snapshot -> snapshot.total() == 0);
            lab.opener.next().succeed();
            assertThat(got(hasty)).isNotSameAs(slot);
        }
    }

    @Test
    void aPingWithoutTimeForAnAnswerCostsNoConnection() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            lab.pool.giveBack(slot);
            Lab.link(slot).answerAfter(Duration.ofMillis(20));
            CountDownLatch answer = Lab.link(slot).holdProbes();
            Future<Duration> ping = lab.onThread(() -> lab.pool.ping(lab.time.nanos() + Duration.ofMillis(5).toNanos()));
            lab.time.awaitParked(1);
            lab.time.pass(Duration.ofMillis(5));
            assertThat(ping).failsWithin(Duration.ofSeconds(10)).withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(Refusal.class);
            answer.countDown();
            lab.settle();
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
        }
    }

    @Test
    void aTransactionEndedForItsIdlenessCondemnsNobodyElse() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot leaked = lab.lend();
            Slot other = lab.lend();
            lab.pool.giveBack(other);
            lab.pool.failed(leaked, new SQLException("terminating connection due to idle-in-transaction timeout", "25P03"));
            Lab.link(leaked).ended = true;
            lab.pool.giveBack(leaked);
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
            assertThat(lab.pool.snapshot().total()).isEqualTo(1);
        }
    }

    @Test
    void aPoolerWithoutAServerCondemnsNobodyElse() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot shed = lab.lend();
            Slot other = lab.lend();
            lab.pool.giveBack(other);
            SQLException told = lab.pool.failed(shed, new SQLException("FATAL: query_wait_timeout", "08P01"));
            assertThat(((ConnectionLostException) told).fault()).isEqualTo(Established.OVERLOADED);
            Lab.link(shed).ended = true;
            lab.pool.giveBack(shed);
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
            assertThat(lab.pool.snapshot().total()).isEqualTo(1);
        }
    }

    @Test
    void anOldConnectionIsReplacedWhenItComesBack() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot slot = lab.lend();
            lab.time.pass(Duration.ofMinutes(30));
            Lab.link(slot).hear();
            lab.pool.giveBack(slot);
            assertThat(lab.pool.snapshot().idle()).isZero();
            Future<Slot> next = lab.caller();
            lab.opener.next().succeed();
            assertThat(got(next)).isNotSameAs(slot);
        }
    }
}
