package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.connectFailure;
import static dev.hornbook.pool.internal.Lab.got;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.Capacity;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import java.io.EOFException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many connections a pool takes, by what the server says of its size and of what it has left. */
class BoundTest {
    private static final SQLException SUSPENDED = new SQLException("terminating connection due to administrator command", "57P01");
    private static final SQLException NO_SLOT = connectFailure(
            "remaining connection slots are reserved for roles with the SUPERUSER attribute");

    @Test
    void thePoolTakesNoMoreThanItsShareOfTheUsableConnections() throws Exception {
        try (Lab lab = Lab.sharing(100, 0.05)) {
            lab.opener.size = link -> Capacity.of(104, 7, false);
            List<Slot> lent = lend(lab, 4);
            lab.caller();
            PoolSnapshot snapshot = lab.pool.snapshot();
            assertThat(snapshot.maximum()).as("a twentieth of 97").isEqualTo(4);
            assertThat(snapshot.capacity()).contains(new Capacity(104, 7, false, 97));
            assertThat(snapshot.opening()).isZero();
            assertThat(lent).hasSize(4);
        }
    }

    @Test
    void throughThePoolerNineTenthsAreOfUse() {
        assertThat(Capacity.of(104, 7, true).usable()).isEqualTo(93);
    }

    @Test
    void oneConnectionIsAlwaysAllowed() throws Exception {
        try (Lab lab = Lab.sharing(100, 0.001)) {
            lab.opener.size = link -> Capacity.of(104, 7, false);
            List<Slot> lent = lend(lab, 2);
            assertThat(lab.pool.snapshot().maximum()).isEqualTo(1);
            lent.forEach(lab.pool::giveBack);
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
        }
    }

    @Test
    void theFirstConnectionIsLentUnaskedAndTheSecondAsksTheSizeOnceAGeneration() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        try (Lab lab = new Lab(3)) {
            lab.opener.size = link -> {
                asked.incrementAndGet();
                held(answer);
                return Capacity.of(104, 7, false);
            };
            Slot first = lab.lend();
            assertThat(asked).as("who has waited for the compute to wake waits for nothing more").hasValue(0);
            Future<Slot> caller = lab.caller();
            lab.opener.next().succeed();
            while (asked.get() == 0) {
                Thread.onSpinWait();
            }
            assertThat(caller).isNotDone();
            answer.countDown();
            Slot slot = got(caller);
            lab.lend();
            assertThat(asked).hasValue(1);
            lab.pool.broken(slot, SUSPENDED);
            lab.pool.broken(first, SUSPENDED);
            lab.lend();
            assertThat(asked).as("the new generation asks again").hasValue(2);
        }
    }

    @Test
    void aPoolThatWentToSleepAsksAgainBecauseTheComputeMayHaveAnotherSize() throws Exception {
        try (Lab lab = new Lab(3)) {
            lab.opener.size = link -> Capacity.of(104, 7, false);
            lend(lab, 2).forEach(lab.pool::giveBack);
            lab.time.pass(Duration.ofMinutes(2));
            lab.awaitState(PoolState.ASLEEP);
            lab.opener.size = link -> Capacity.of(209, 7, false);
            lend(lab, 2);
            assertThat(lab.pool.snapshot().capacity().orElseThrow().maxConnections()).isEqualTo(209);
        }
    }

    @Test
    void aComputeThatComesBackSmallerShrinksThePoolAndDropsNoWork() throws Exception {
        try (Lab lab = Lab.sharing(100, 0.04)) {
            lab.opener.size = link -> Capacity.of(209, 7, false);
            List<Slot> lent = lend(lab, 8);
            lab.opener.size = link -> Capacity.of(104, 7, false);
            lab.pool.broken(lent.removeFirst(), SUSPENDED);
            lab.pool.broken(lent.removeFirst(), SUSPENDED);
            Slot fresh = lab.lend();
            assertThat(lab.pool.snapshot().maximum()).isEqualTo(3);
            assertThat(lab.pool.snapshot().active()).as("what is lent stays lent").isEqualTo(7);
            lent.forEach(lab.pool::giveBack);
            lab.pool.giveBack(fresh);
            lab.await(snapshot -> snapshot.total() == 1);
            assertThat(lend(lab, 3)).hasSize(3);
            Future<Slot> fourth = lab.caller();
            assertThat(fourth).isNotDone();
            assertThat(lab.pool.snapshot().opening()).isZero();
        }
    }

    @Test
    void whatOpenedBeforeTheSizeWasKnownGoesWhenItComesBack() throws Exception {
        try (Lab lab = Lab.sharing(100, 0.04)) {
            Slot old = lend(lab, 2).getFirst();
            List<Future<Slot>> callers = new ArrayList<>();
            List<ScriptedOpener.Opening> openings = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(lab.caller());
                openings.add(lab.opener.next());
            }
            CountDownLatch answer = new CountDownLatch(1);
            lab.opener.size = link -> {
                held(answer);
                return Capacity.of(52, 1, false);
            };
            lab.pool.broken(old, SUSPENDED);
            openings.forEach(ScriptedOpener.Opening::succeed);
            lab.await(snapshot -> snapshot.total() == 4);
            answer.countDown();
            List<Slot> lent = new ArrayList<>();
            for (Future<Slot> caller : callers) {
                lent.add(got(caller));
            }
            assertThat(lab.pool.snapshot().maximum()).isEqualTo(2);
            lent.forEach(lab.pool::giveBack);
            assertThat(lab.pool.snapshot().idle()).as("of four, and one lent still").isEqualTo(1);
        }
    }

    @Test
    void aLargerComputeGrowsThePool() throws Exception {
        try (Lab lab = Lab.sharing(100, 0.04)) {
            lab.opener.size = link -> Capacity.of(104, 7, false);
            List<Slot> lent = lend(lab, 3);
            lab.opener.size = link -> Capacity.of(209, 7, false);
            lent.forEach(slot -> lab.pool.broken(slot, SUSPENDED));
            assertThat(lend(lab, 8)).hasSize(8);
            assertThat(lab.pool.snapshot().maximum()).isEqualTo(8);
        }
    }

    @Test
    void aSizeThatCannotBeReadLosesNothing() throws Exception {
        try (Lab lab = new Lab(3)) {
            lend(lab, 2);
            assertThat(lab.pool.snapshot().capacity()).isEmpty();
            assertThat(lab.pool.snapshot().maximum()).isEqualTo(3);
            assertThat(lab.pool.snapshot().counters().failed()).isZero();
        }
    }

    @Test
    void aConnectionThatBreaksOverTheQuestionIsAFailedAttemptAndTheNextIsNotAsked() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Lab lab = new Lab(3)) {
            lab.opener.size = link -> {
                asked.incrementAndGet();
                link.ended = true;
                throw new SQLException("An I/O error occurred while sending to the backend.", "08006", new EOFException());
            };
            lab.lend();
            Future<Slot> caller = lab.caller();
            lab.opener.next().succeed();
            lab.await(snapshot -> snapshot.counters().failed() == 1);
            lab.passPause();
            lab.opener.next().succeed();
            got(caller);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void whileTheSizeIsAskedForTheConnectDeadlineCutsNothing() throws Exception {
        try (Lab lab = new Lab(3)) {
            CountDownLatch answer = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            lab.opener.size = link -> {
                asked.countDown();
                held(answer);
                return Capacity.of(104, 7, false);
            };
            lab.lend();
            Future<Slot> caller = lab.caller(1, Duration.ofMinutes(1));
            ScriptedOpener.Opening opening = lab.opener.next();
            opening.succeed();
            asked.await();
            lab.time.pass(Duration.ofSeconds(6));
            assertThat(opening.isCut()).isFalse();
            answer.countDown();
            got(caller);
        }
    }

    @Test
    void aServerWithoutASlotLeftLowersTheTargetAndWhatIsOpenServes() throws Exception {
        try (Lab lab = new Lab(8)) {
            Slot first = lend(lab, 3).getFirst();
            Future<Slot> waiting = lab.caller(1, Duration.ofMinutes(5));
            lab.failNext(NO_SLOT);
            assertThat(lab.pool.snapshot().maximum()).isEqualTo(3);
            lab.time.pass(Duration.ofSeconds(9));
            assertThat(lab.opener.isQuiet()).isTrue();
            lab.pool.giveBack(first);
            assertThat(got(waiting)).isSameAs(first);
        }
    }

    @Test
    void afterTenSecondsOneMoreIsTriedEachThatOpensAllowsTheNextAndARefusalLowersItAgain() throws Exception {
        try (Lab lab = new Lab(8)) {
            lend(lab, 3);
            waiting(lab, 4);
            for (int i = 0; i < 4; i++) {
                lab.opener.next().fail(NO_SLOT);
            }
            lab.await(snapshot -> snapshot.counters().failed() == 4);
            assertThat(lab.pool.snapshot().maximum()).as("what is open").isEqualTo(3);
            assertThat(lab.passUntilAttempt()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
            lab.time.pass(Duration.ofSeconds(1));
            assertThat(lab.pool.snapshot().opening()).as("one, to find out").isEqualTo(1);
            lab.opener.next().succeed();
            lab.await(snapshot -> snapshot.total() == 4 && snapshot.opening() == 1);
            lab.opener.next().fail(NO_SLOT);
            lab.await(snapshot -> snapshot.counters().failed() == 5);
            assertThat(lab.pool.snapshot().maximum()).isEqualTo(4);
            assertThat(lab.passUntilAttempt()).isGreaterThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void oneRefusalAtTheStartHoldsNobodyBackOnceThereAreSlots() throws Exception {
        try (Lab lab = new Lab(8)) {
            List<Future<Slot>> callers = waiting(lab, 8);
            lab.opener.next().fail(NO_SLOT);
            lab.await(snapshot -> snapshot.counters().failed() == 1);
            assertThat(lab.passUntilAttempt()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
            long free = lab.time.nanos();
            for (Future<Slot> caller : callers) {
                lab.opener.next().succeed();
                got(caller);
            }
            assertThat(lab.time.nanos() - free).as("no time passes while the server lets us in").isZero();
            assertThat(lab.pool.snapshot().maximum()).isEqualTo(8);
        }
    }

    @Test
    void aServerThatStaysFullIsNotAskedTwiceInTenSeconds() throws Exception {
        try (Lab lab = new Lab(8)) {
            lend(lab, 3);
            waiting(lab, 5);
            for (int i = 0; i < 5; i++) {
                lab.opener.next().fail(NO_SLOT);
            }
            lab.await(snapshot -> snapshot.counters().failed() == 5);
            long refused = lab.time.nanos();
            for (int i = 0; i < 20; i++) {
                lab.failNext(NO_SLOT);
                assertThat(Duration.ofNanos(lab.time.nanos() - refused)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
                assertThat(lab.pool.snapshot().maximum()).isEqualTo(3);
                refused = lab.time.nanos();
            }
        }
    }

    @Test
    void aConnectionInPlaceOfALostOneIsNoSignOfMore() throws Exception {
        try (Lab lab = new Lab(8)) {
            Slot lost = lend(lab, 3).getFirst();
            List<Future<Slot>> callers = waiting(lab, 2);
            lab.opener.next().fail(NO_SLOT);
            lab.opener.next().fail(NO_SLOT);
            lab.await(snapshot -> snapshot.counters().failed() == 2);
            lab.time.pass(Duration.ofSeconds(5));
            lab.pool.aborted(lost);
            lab.opener.next().succeed();
            got(callers.getFirst());
            assertThat(lab.pool.snapshot().maximum()).isEqualTo(3);
            assertThat(lab.pool.snapshot().opening()).isZero();
        }
    }

    @Test
    void aPoolThatWentToSleepWakesWithOneAttempt() throws Exception {
        try (Lab lab = new Lab(8)) {
            lend(lab, 8).forEach(lab.pool::giveBack);
            lab.time.pass(Duration.ofMinutes(2));
            lab.awaitState(PoolState.ASLEEP);
            lab.await(snapshot -> snapshot.total() == 0);
            for (int i = 0; i < 8; i++) {
                lab.caller();
            }
            assertThat(lab.pool.snapshot().opening()).isEqualTo(1);
        }
    }

    private static List<Slot> lend(Lab lab, int connections) throws Exception {
        List<Slot> lent = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            lent.add(lab.lend());
        }
        return lent;
    }

    private static List<Future<Slot>> waiting(Lab lab, int callers) throws Exception {
        List<Future<Slot>> waiting = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            waiting.add(lab.caller(1, Duration.ofHours(1)));
        }
        return waiting;
    }

    private static void held(CountDownLatch latch) throws SQLException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }
}
