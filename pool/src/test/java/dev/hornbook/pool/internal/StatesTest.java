package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.connectFailure;
import static dev.hornbook.pool.internal.Lab.got;
import static dev.hornbook.pool.internal.Lab.link;
import static dev.hornbook.pool.internal.Lab.refused;
import static dev.hornbook.pool.internal.Lab.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.Fault.Queueing;
import dev.hornbook.pool.PoolState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The ways between the states, and what callers are told in each. */
class StatesTest {
    private static final String WAKING = "Couldn't connect to compute node";

    @Test
    void nothingIsTriedBeforeSomebodyAsks() {
        try (Lab lab = new Lab(4)) {
            lab.time.pass(Duration.ofHours(1));
            assertThat(lab.opener.isQuiet()).isTrue();
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.STARTING);
        }
    }

    @Test
    void aServerThatRefusesOnceIsTriedAgainAndTheCallerSeesNothing() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> caller = lab.caller();
            lab.opener.next().fail(unreachable());
            lab.await(snapshot -> snapshot.counters().failed() == 1);
            lab.passPause();
            lab.opener.next().succeed();
            got(caller);
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.READY);
        }
    }

    @Test
    void unreachableTwiceRunningIsDownAndEverybodyIsToldAtOnce() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> waiting = lab.caller();
            Future<Slot> alsoWaiting = lab.caller();
            lab.opener.next().fail(unreachable());
            lab.await(snapshot -> snapshot.counters().failed() == 1);
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.STARTING);
            assertThat(lab.pool.snapshot().reason()).isEmpty();
            lab.passPause();
            lab.opener.next().fail(unreachable());
            assertThat(refused(waiting).reason().kind()).isEqualTo(Connecting.REFUSED);
            assertThat(refused(alsoWaiting).reason().retryAfter()).isPresent();
            Refusal atOnce = refused(lab.caller());
            assertThat(atOnce.reason().permanent()).isFalse();
            assertThat(atOnce.snapshot().state()).isEqualTo(PoolState.DOWN);
            assertThat(atOnce).hasCauseInstanceOf(java.sql.SQLException.class);
        }
    }

    @Test
    void whileDownOneProberGoesOnUntilTheServerIsBack() throws Exception {
        try (Lab lab = down()) {
            for (int i = 0; i < 20; i++) {
                lab.passPause();
                assertThat(lab.pool.snapshot().opening()).isEqualTo(1);
                lab.failNext(unreachable());
            }
            lab.passPause();
            lab.opener.next().succeed();
            lab.awaitState(PoolState.READY);
            got(lab.caller());
        }
    }

    @Test
    void theProberRestsWhenNobodyHasAskedForLongAndTheNextCallerGetsAFreshAnswer() throws Exception {
        try (Lab lab = down()) {
            lab.time.pass(Duration.ofMinutes(6));
            lab.await(snapshot -> snapshot.opening() == 0);
            lab.opener.forget();
            lab.time.pass(Duration.ofHours(1));
            assertThat(lab.opener.isQuiet()).isTrue();
            Future<Slot> caller = lab.caller();
            lab.opener.next().succeed();
            got(caller);
        }
    }

    @Test
    void whileItRestsItSaysToAskSoonBecauseWhoeverAsksHasItLook() throws Exception {
        try (Lab lab = new Lab(4)) {
            SQLException quota = connectFailure("Your project has exceeded the compute time quota.");
            Future<Slot> caller = lab.caller();
            long begun = lab.time.nanos();
            lab.opener.next().fail(quota);
            refused(caller);
            while (lab.time.nanos() - begun <= Duration.ofMinutes(5).toNanos()) {
                lab.time.pass(Duration.ofSeconds(1));
                if (lab.pool.snapshot().opening() > 0) {
                    lab.failNext(quota);
                }
            }
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.DOWN);
            assertThat(lab.pool.snapshot().reason().orElseThrow().retryAfter()).contains(Duration.ofSeconds(1));
            Future<Slot> next = lab.caller();
            assertThat(lab.passUntilAttempt()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            lab.opener.next().succeed();
            got(next);
        }
    }

    @Test
    void callersThatAreRefusedKeepTheProberGoing() throws Exception {
        try (Lab lab = down()) {
            for (int minute = 0; minute < 10; minute++) {
                long over = lab.time.nanos() + Duration.ofMinutes(1).toNanos();
                while (lab.time.nanos() < over) {
                    lab.failNext(unreachable());
                }
                refused(lab.caller());
            }
            assertThat(lab.passUntilAttempt()).isLessThan(Duration.ofSeconds(31));
        }
    }

    @Test
    void aPermanentRefusalIsDownAtOnceAndLookedAtAgainSlowly() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> caller = lab.caller();
            lab.opener.next().fail(connectFailure("password authentication failed for user 'reader'"));
            Refusal refusal = refused(caller);
            assertThat(refusal.reason().kind()).isEqualTo(Connecting.PASSWORD);
            assertThat(refusal.reason().permanent()).isTrue();
            assertThat(refusal.reason().retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(60));
            assertThat(lab.passUntilAttempt()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(61));
            lab.opener.next().succeed();
            lab.awaitState(PoolState.READY);
        }
    }

    @Test
    void aQuotaIsDownAtOnceWithMoreThanAMinuteBetweenAttempts() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> caller = lab.caller();
            lab.opener.next().fail(connectFailure("Your project has exceeded the compute time quota."));
            assertThat(refused(caller).reason().kind()).isEqualTo(Connecting.QUOTA);
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.DOWN);
            assertThat(lab.passUntilAttempt()).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
            lab.opener.next().succeed();
            lab.awaitState(PoolState.READY);
        }
    }

    @Test
    void aRefusalForBeingManyLeavesOneProberThatWaitsASecond() throws Exception {
        try (Lab lab = new Lab(8)) {
            for (int i = 0; i < 8; i++) {
                lab.caller(1, Duration.ofMinutes(1));
            }
            lab.opener.next().succeed();
            lab.opener.next().fail(connectFailure("Too many connections attempts"));
            lab.opener.next().fail(connectFailure("Too many connections attempts"));
            lab.await(snapshot -> snapshot.counters().failed() == 2 && snapshot.opening() == 0);
            lab.time.pass(Duration.ofMillis(999));
            assertThat(lab.opener.isQuiet()).isTrue();
            lab.passUntilAttempt();
            assertThat(lab.pool.snapshot().opening()).isEqualTo(1);
            assertThat(lab.pool.snapshot().waiting()).as("callers wait").isEqualTo(7);
        }
    }

    @Test
    void transientTextsOfTheProxyMeanWakingAndCallersWait() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> caller = lab.caller();
            lab.opener.next().fail(connectFailure(WAKING));
            lab.awaitState(PoolState.WAKING);
            assertThat(caller).isNotDone();
            assertThat(lab.pool.snapshot().reason().orElseThrow().kind()).isEqualTo(Connecting.COMPUTE_UNREACHABLE);
            lab.passPause();
            lab.opener.next().succeed();
            got(caller);
        }
    }

    @Test
    void wakingEndsInDownWhenTheAllowanceIsSpentAndOnlySuccessLeadsOut() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> caller = lab.caller(1, Duration.ofMinutes(1));
            long begun = lab.time.nanos();
            while (!caller.isDone()) {
                lab.failNext(connectFailure(WAKING));
            }
            assertThat(Duration.ofNanos(lab.time.nanos() - begun)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(16));
            assertThat(refused(caller).reason().kind()).isEqualTo(Connecting.NOT_WAKING);
            lab.failNext(connectFailure(WAKING));
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.DOWN);
            lab.passUntilAttempt();
            lab.opener.next().succeed();
            lab.awaitState(PoolState.READY);
        }
    }

    @Test
    void silenceAfterAuthenticationIsWakingOverOneAttemptBeyondTheConnectDeadline() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> caller = lab.caller(1, Duration.ofSeconds(20));
            Future<Slot> other = lab.caller(1, Duration.ofSeconds(20));
            ScriptedOpener.Opening lone = lab.opener.next();
            lone.fallSilent();
            lab.time.pass(Duration.ofMillis(300));
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.WAKING);
            lab.time.pass(Duration.ofSeconds(13));
            assertThat(lone.isCut()).isFalse();
            assertThat(lab.opener.isQuiet()).isTrue();
            lone.succeed();
            Slot slot = got(caller);
            lab.pool.giveBack(slot);
            got(other);
        }
    }

    @Test
    void silenceBeyondTheAllowanceIsDown() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> caller = lab.caller(1, Duration.ofSeconds(20));
            ScriptedOpener.Opening lone = lab.opener.next();
            lone.fallSilent();
            lab.time.pass(Duration.ofSeconds(15));
            assertThat(lone.isCut()).isTrue();
            assertThat(refused(caller).reason().kind()).isEqualTo(Connecting.NOT_WAKING);
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.DOWN);
        }
    }

    @Test
    void theConnectDeadlineCutsAnAttemptWhateverPhaseItIsIn() throws Exception {
        try (Lab lab = new Lab(4)) {
            lab.caller(1, Duration.ofSeconds(20));
            ScriptedOpener.Opening slow = lab.opener.next();
            lab.time.pass(Duration.ofMillis(4_999));
            assertThat(slow.isCut()).isFalse();
            lab.time.pass(Duration.ofMillis(1));
            assertThat(slow.isCut()).isTrue();
            assertThat(lab.pool.snapshot().counters().failed()).isEqualTo(1);
        }
    }

    @Test
    void anAttemptThatCannotBeInterruptedKeepsItsPlaceAndWhatItBringsLateIsLentToNobody() throws Exception {
        try (Lab lab = new Lab(2)) {
            Future<Slot> caller = lab.caller(1, Duration.ofMinutes(1));
            ScriptedOpener.Opening stuck = lab.opener.next();
            stuck.beStubborn();
            lab.time.pass(Duration.ofSeconds(5));
            assertThat(stuck.isCut()).isTrue();
            lab.passPause();
            ScriptedOpener.Opening second = lab.opener.next();
            assertThat(lab.pool.snapshot().opening()).isEqualTo(2);
            ScriptedLink cut = stuck.succeed();
            lab.await(snapshot -> cut.closed && snapshot.opening() == 1);
            assertThat(caller).as("a connection whose wire was cut is lent").isNotDone();
            assertThat(lab.pool.snapshot().total()).isZero();
            ScriptedLink whole = second.succeed();
            assertThat(link(got(caller))).isSameAs(whole);
        }
    }

    @Test
    void afterASuccessAttemptsDoubleAndAfterAFailureThereIsOne() throws Exception {
        try (Lab lab = new Lab(16)) {
            for (int i = 0; i < 16; i++) {
                lab.caller();
            }
            lab.opener.next().succeed();
            lab.await(snapshot -> snapshot.total() == 1 && snapshot.opening() == 2);
            lab.opener.next().succeed();
            lab.await(snapshot -> snapshot.total() == 2 && snapshot.opening() == 4);
            for (int i = 0; i < 4; i++) {
                lab.opener.next().fail(connectFailure(WAKING));
            }
            lab.await(snapshot -> snapshot.opening() == 0);
            lab.passUntilAttempt();
            assertThat(lab.pool.snapshot().opening()).isEqualTo(1);
        }
    }

    @Test
    void attemptsThatCannotBeInterruptedAreNeverMoreThanThereIsRoomFor() throws Exception {
        try (Lab lab = new Lab(1)) {
            lab.caller(1, Duration.ofMinutes(1));
            lab.opener.next().beStubborn();
            lab.time.pass(Duration.ofSeconds(30));
            assertThat(lab.pool.snapshot().opening()).isEqualTo(1);
            assertThat(lab.opener.isQuiet()).isTrue();
        }
    }

    @Test
    void aSilentAttemptWhileConnectionsAreOpenIsNobodysAlarm() throws Exception {
        try (Lab lab = new Lab(2)) {
            Slot slot = lab.lend();
            Future<Slot> waiting = lab.caller(1, Duration.ofMinutes(1));
            lab.opener.next().fallSilent();
            lab.time.pass(Duration.ofSeconds(16));
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.READY);
            lab.pool.giveBack(slot);
            assertThat(got(waiting)).isSameAs(slot);
        }
    }

    @Test
    void idleConnectionsAreClosedAndThePoolSleepsWithoutEverHavingAsked() throws Exception {
        try (Lab lab = new Lab(4)) {
            Slot slot = lab.lend();
            lab.pool.giveBack(slot);
            lab.time.pass(Duration.ofSeconds(59));
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.READY);
            lab.time.pass(Duration.ofSeconds(1));
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.ASLEEP);
            assertThat(Lab.link(slot).probes).isZero();
            lab.await(snapshot -> Lab.link(slot).closed);
            lab.time.pass(Duration.ofHours(1));
            assertThat(lab.opener.isQuiet()).isTrue();
            assertThat(lab.time.scheduled()).isZero();
        }
    }

    @Test
    void aPermanentRefusalWhileConnectionsAreOpenLetsThemServe() throws Exception {
        try (Lab lab = new Lab(4)) {
            Slot slot = lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.opener.next().fail(connectFailure("password authentication failed for user 'reader'"));
            lab.await(snapshot -> snapshot.counters().failed() == 1);
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.READY);
            assertThat(lab.pool.snapshot().reason().orElseThrow().kind()).isEqualTo(Connecting.PASSWORD);
            lab.pool.giveBack(slot);
            assertThat(got(waiting)).isSameAs(slot);
        }
    }

    /** Else whoever comes would wait their whole deadline for an attempt that is a minute away. */
    @Test
    void theLastConnectionThatGoesWhileNewOnesAreRefusedLeavesThePoolDown() throws Exception {
        try (Lab lab = new Lab(4)) {
            Slot slot = lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.opener.next().fail(connectFailure("Your project has exceeded the compute time quota."));
            lab.await(snapshot -> snapshot.counters().failed() == 1);
            lab.pool.broken(slot, new SQLException("terminating connection due to administrator command", "57P01"));
            assertThat(refused(waiting).reason().kind()).as("who waited").isEqualTo(Connecting.QUOTA);
            assertThat(refused(lab.caller()).reason().kind()).as("who comes").isEqualTo(Connecting.QUOTA);
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.DOWN);
            assertThat(lab.passUntilAttempt()).isLessThanOrEqualTo(Duration.ofMinutes(2));
            lab.opener.next().succeed();
            lab.awaitState(PoolState.READY);
        }
    }

    @Test
    void aRefusalIsForgottenWhereTheLastAttemptFailedOfSomethingElse() throws Exception {
        try (Lab lab = new Lab(4)) {
            Slot slot = lab.lend();
            Future<Slot> waiting = lab.caller(1, Duration.ofMinutes(10));
            lab.failNext(connectFailure("Your project has exceeded the compute time quota."));
            lab.failNext(connectFailure("Too many connections attempts"));
            lab.pool.broken(slot, new SQLException("terminating connection due to administrator command", "57P01"));
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.ASLEEP);
            lab.passUntilAttempt();
            lab.opener.next().succeed();
            got(waiting);
        }
    }

    @Test
    void aRefusalOfLongAgoIsForgottenWithTheLastConnection() throws Exception {
        try (Lab lab = new Lab(4)) {
            Slot slot = lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.opener.next().fail(connectFailure("Your project has exceeded the compute time quota."));
            lab.await(snapshot -> snapshot.counters().failed() == 1);
            lab.pool.giveBack(slot);
            got(waiting);
            lab.time.pass(Duration.ofMinutes(3));
            lab.pool.broken(slot, new SQLException("terminating connection due to administrator command", "57P01"));
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.ASLEEP);
            Future<Slot> next = lab.caller();
            lab.opener.next().succeed();
            got(next);
        }
    }

    @Test
    void noSlotsLeftLetsWhatIsOpenServeAndSlowsDown() throws Exception {
        try (Lab lab = new Lab(4)) {
            Slot slot = lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.opener.next().fail(connectFailure("remaining connection slots are reserved for roles with the SUPERUSER attribute"));
            lab.await(snapshot -> snapshot.counters().failed() == 1);
            assertThat(waiting).isNotDone();
            lab.time.pass(Duration.ofMillis(999));
            assertThat(lab.opener.isQuiet()).isTrue();
            lab.pool.giveBack(slot);
            assertThat(got(waiting)).isSameAs(slot);
        }
    }

    @Test
    void aServerWithoutAnySlotForUsIsDownAndAskedEverMoreSeldomUntilItHasOne() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> waiting = lab.caller(1, Duration.ofMinutes(1));
            for (int i = 0; i < 2; i++) {
                lab.failNext(connectFailure("FATAL: sorry, too many clients already"));
            }
            assertThat(refused(waiting).reason().kind()).isEqualTo(Connecting.EXHAUSTED);
            assertThat(lab.pool.snapshot().state()).isEqualTo(PoolState.DOWN);
            long begun = lab.time.nanos();
            int attempts = 0;
            while (Duration.ofNanos(lab.time.nanos() - begun).compareTo(Duration.ofMinutes(4)) < 0) {
                lab.failNext(connectFailure("FATAL: sorry, too many clients already"));
                attempts++;
            }
            assertThat(attempts).as("one in 15 s, in the long run").isBetween(14, 20);
            lab.passUntilAttempt();
            lab.opener.next().succeed();
            lab.awaitState(PoolState.READY);
        }
    }

    private static Future<Duration> ping(Lab lab) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return lab.pool.ping(lab.time.nanos() + Lab.ACQUIRE.toNanos());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void whoeverRaisedTheQuotaAndInsistsHasTheDatabaseASecondLater() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> caller = lab.caller();
            lab.opener.next().fail(connectFailure("Your project has exceeded the compute time quota."));
            refused(caller);
            Future<Duration> ping = ping(lab);
            lab.await(snapshot -> snapshot.waiting() == 1);
            assertThat(lab.passUntilAttempt()).isLessThanOrEqualTo(Duration.ofMillis(1_100));
            lab.opener.next().succeed();
            assertThat(ping.get()).isZero();
            lab.awaitState(PoolState.READY);
        }
    }

    @Test
    void aCallerThatInsistsGetsTheOutcomeOfAnAttemptEvenWhenDown() throws Exception {
        try (Lab lab = down()) {
            Future<Duration> ping = ping(lab);
            lab.opener.next().succeed();
            assertThat(ping.get()).isZero();
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
        }
    }

    @Test
    void aLateCallerOfASleepingPoolIsToldThatAConnectionWasBeingOpened() throws Exception {
        try (Lab lab = new Lab(4)) {
            Future<Slot> caller = lab.caller(1, Duration.ofMillis(50));
            lab.opener.next();
            lab.time.pass(Duration.ofMillis(50));
            assertThat(refused(caller).reason().kind()).isEqualTo(Queueing.OPENING);
        }
    }

    private static Lab down() throws Exception {
        Lab lab = new Lab(4);
        Future<Slot> caller = lab.caller();
        lab.opener.next().fail(unreachable());
        lab.await(snapshot -> snapshot.counters().failed() == 1);
        lab.passPause();
        lab.opener.next().fail(unreachable());
        refused(caller);
        lab.await(snapshot -> snapshot.opening() == 0);
        return lab;
    }
}
