package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.got;
import static dev.hornbook.pool.internal.Lab.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.Fault.Queueing;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;
import dev.hornbook.pool.WakeCause;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who gets a connection, in which order, and who is told that there is none. */
class WaitingTest {
    @Test
    void callersAreServedInTheOrderInWhichTheyCame() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot only = lab.lend();
            Future<Slot> first = lab.caller();
            Future<Slot> second = lab.caller();
            lab.pool.giveBack(only);
            assertThat(got(first)).isSameAs(only);
            assertThat(second).isNotDone();
            lab.pool.giveBack(only);
            assertThat(got(second)).isSameAs(only);
        }
    }

    @Test
    void anInteractiveCallerGoesBeforeOthersThatCameEarlier() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot only = lab.lend();
            Future<Slot> background = lab.caller(2, Lab.ACQUIRE);
            Future<Slot> normal = lab.caller(1, Lab.ACQUIRE);
            Future<Slot> interactive = lab.caller(0, Lab.ACQUIRE);
            lab.pool.giveBack(only);
            got(interactive);
            lab.pool.giveBack(only);
            got(normal);
            lab.pool.giveBack(only);
            assertThat(got(background)).isSameAs(only);
        }
    }

    @Test
    void aWaiterThatTimedOutNeverReceivesAConnection() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot only = lab.lend();
            Future<Slot> late = lab.caller(1, Duration.ofSeconds(1));
            lab.time.pass(Duration.ofSeconds(1));
            Refusal refusal = refused(late);
            assertThat(refusal.reason().kind()).isEqualTo(Queueing.BUSY);
            assertThat(lab.pool.snapshot().waiting()).isZero();
            lab.pool.giveBack(only);
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
        }
    }

    @Test
    void aWaiterThatHasLeftRefusesWhatItIsOffered() throws Exception {
        FakeTime time = new FakeTime();
        Slot slot = new Slot(new ScriptedLink(time), new Generation(), 0);
        Waiter waiter = new Waiter(0, Behalf.of(WakeCause.DEMAND));
        assertThat(waiter.await(time, time.nanos())).isNull();
        assertThat(waiter.offer(slot)).isFalse();
    }

    @Test
    void aWaiterServedInTheMomentItIsInterruptedKeepsTheConnectionAndTheFlag() {
        FakeTime time = new FakeTime();
        Slot slot = new Slot(new ScriptedLink(time), new Generation(), 0);
        Waiter waiter = new Waiter(0, Behalf.of(WakeCause.DEMAND));
        waiter.offer(slot);
        Thread.currentThread().interrupt();
        assertThat(waiter.await(time, time.nanos())).isSameAs(slot);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedWaiterLeavesAndTheNextOneIsServed() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot only = lab.lend();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CompletableFuture<Refusal> refusal = new CompletableFuture<>();
            Thread interrupted = Thread.ofVirtual().start(() -> {
                try {
                    lab.pool.acquire(1, lab.time.nanos(), lab.time.nanos() + Lab.ACQUIRE.toNanos(), WakeCause.DEMAND);
                } catch (Refusal e) {
                    flag.complete(Thread.currentThread().isInterrupted());
                    refusal.complete(e);
                }
            });
            lab.time.awaitParked(1);
            Future<Slot> next = lab.caller();
            interrupted.interrupt();
            assertThat(flag.get()).isTrue();
            assertThat(refusal.get().reason().kind()).isEqualTo(Queueing.INTERRUPTED);
            lab.pool.giveBack(only);
            assertThat(got(next)).isSameAs(only);
        }
    }

    @Test
    void oneMoreThanMayWaitIsRefusedAtOnce() throws Exception {
        try (Lab lab = new Lab(1, 2)) {
            lab.lend();
            lab.caller();
            lab.caller();
            assertThat(refused(lab.caller()).reason().kind()).isEqualTo(Queueing.FULL);
        }
    }

    @Test
    void aCallerIsServedByWhateverComesFirst() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot first = lab.lend();
            Future<Slot> caller = lab.caller();
            ScriptedOpener.Opening slow = lab.opener.next();
            lab.pool.giveBack(first);
            assertThat(got(caller)).isSameAs(first);
            slow.succeed();
            lab.await(snapshot -> snapshot.idle() == 1);
        }
    }

    @Test
    void aConnectionThatOpensAfterItsCallerLeftJoinsThePool() throws Exception {
        try (Lab lab = new Lab(1)) {
            Future<Slot> impatient = lab.caller(1, Duration.ofMillis(10));
            ScriptedOpener.Opening opening = lab.opener.next();
            lab.time.pass(Duration.ofMillis(10));
            assertThat(refused(impatient).reason().kind()).isEqualTo(Queueing.OPENING);
            opening.succeed();
            lab.await(snapshot -> snapshot.idle() == 1);
        }
    }

    @Test
    void openConnectionsAndAttemptsNeverExceedTheMaximum() throws Exception {
        try (Lab lab = new Lab(3)) {
            for (int i = 0; i < 20; i++) {
                lab.caller();
            }
            for (int opened = 0; opened < 3; opened++) {
                PoolSnapshot snapshot = lab.pool.snapshot();
                assertThat(snapshot.total() + snapshot.opening()).isLessThanOrEqualTo(3);
                lab.opener.next().succeed();
            }
            PoolSnapshot full = lab.await(snapshot -> snapshot.total() == 3);
            assertThat(full.opening()).isZero();
            assertThat(full.waiting()).isEqualTo(17);
            assertThat(lab.opener.isQuiet()).isTrue();
        }
    }

    @Test
    void aConnectionThatTurnsOutBrokenSendsItsCallerToTheFrontOfTheQueue() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot only = lab.lend();
            lab.pool.giveBack(only);
            Lab.link(only).dead = true;
            CountDownLatch answer = Lab.link(only).holdProbes();
            lab.time.pass(Duration.ofSeconds(1));
            Future<Slot> caller = lab.callerWhoIsProbing();
            Future<Slot> later = lab.caller();
            answer.countDown();
            lab.time.awaitParked(2);
            lab.opener.next().succeed();
            Slot fresh = got(caller);
            assertThat(fresh).isNotSameAs(only);
            assertThat(later).isNotDone();
        }
    }

    @Test
    void closingRefusesEverybodyAtOnce() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.pool.close();
            assertThat(refused(waiting).reason().kind()).isEqualTo(Queueing.CLOSED);
            assertThat(refused(lab.caller()).reason()).extracting(Reason::kind).isEqualTo(Queueing.CLOSED);
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.CLOSED);
        }
    }
}
