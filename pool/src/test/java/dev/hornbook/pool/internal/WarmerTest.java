package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.connectFailure;
import static dev.hornbook.pool.internal.Lab.got;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.KeepWarm;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.WakeCause;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Keeping the compute awake, by policy. It would sleep after five minutes, and the laboratory's clock starts on a Friday at eight. */
class WarmerTest {
    private static final Duration STEP = Duration.ofSeconds(1);

    /** Lets time pass in small steps, the pool keeping up with each, and says how often the compute was quiet for longer than a limit. */
    private static int quietSpells(Lab lab, ScriptedLink link, Duration time, Duration limit) {
        int spells = 0;
        boolean quiet = false;
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
            lab.time.pass(STEP);
            lab.settle();
            boolean longer = lab.time.nanos() - link.heard() > limit.toNanos();
            spells += longer && !quiet ? 1 : 0;
            quiet = longer;
        }
        return spells;
    }

    @Test
    void alwaysWakesTheComputeUnaskedAndOneConnectionKeepsItAwake() throws Exception {
        try (Lab lab = Lab.keeping(KeepWarm.always())) {
            lab.time.pass(STEP);
            ScriptedLink link = lab.opener.next().succeed();
            lab.await(snapshot -> snapshot.idle() == 1);
            assertThat(quietSpells(lab, link, Duration.ofMinutes(25), Duration.ofSeconds(300))).isZero();
            assertThat(link.probes).as("no more often than every other minute or so").isBetween(8, 11);
            PoolSnapshot snapshot = lab.pool.snapshot();
            assertThat(snapshot.total()).isEqualTo(1);
            assertThat(snapshot.wakes()).containsEntry(WakeCause.KEEP_WARM, 1L).containsEntry(WakeCause.DEMAND, 0L);
            assertThat(snapshot.warmth().awake()).isBetween(Duration.ofMinutes(24), Duration.ofMinutes(26));
            assertThat(snapshot.warmth().share()).isZero();
        }
    }

    @Test
    void offKeepsNothing() throws Exception {
        try (Lab lab = Lab.keeping(KeepWarm.off())) {
            Slot slot = lab.lend();
            lab.pool.giveBack(slot);
            lab.time.pass(Duration.ofHours(1));
            PoolSnapshot snapshot = lab.pool.snapshot();
            assertThat(snapshot.state()).isEqualTo(PoolState.ASLEEP);
            assertThat(snapshot.warmth().awake()).isEqualTo(Duration.ofMinutes(5));
            assertThat(snapshot.warmth().share()).isEqualTo(1);
            assertThat(snapshot.wakes()).containsEntry(WakeCause.DEMAND, 1L);
        }
    }

    @Test
    void whileActiveEndsAfterTheLingerAndThePoolSleeps() throws Exception {
        try (Lab lab = Lab.keeping(KeepWarm.whileActive(Duration.ofMinutes(20)))) {
            lab.time.pass(Duration.ofMinutes(10));
            assertThat(lab.opener.isQuiet()).as("nobody is active yet").isTrue();
            Slot slot = lab.lend();
            lab.pool.giveBack(slot);
            assertThat(quietSpells(lab, Lab.link(slot), Duration.ofMinutes(20), Duration.ofSeconds(300))).isZero();
            assertThat(Lab.link(slot).probes).as("a seventh would reach beyond the end").isEqualTo(6);
            lab.time.pass(Duration.ofMinutes(2));
            lab.awaitState(PoolState.ASLEEP);
            lab.time.pass(Duration.ofHours(1));
            assertThat(lab.opener.isQuiet()).isTrue();
            assertThat(lab.time.scheduled()).isZero();
            assertThat(lab.pool.snapshot().warmth().awake()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(25));
            assertThat(lab.pool.snapshot().warmth().demanded()).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void aBusyPoolIsNeverAsked() throws Exception {
        try (Lab lab = Lab.keeping(KeepWarm.whileActive(Duration.ofMinutes(20)))) {
            Slot slot = lab.lend();
            for (int minute = 0; minute < 20; minute++) {
                Lab.link(slot).hear();
                lab.pool.giveBack(slot);
                lab.time.pass(Duration.ofMillis(400));
                assertThat(got(lab.caller())).isSameAs(slot);
                lab.time.pass(Duration.ofMinutes(1));
            }
            assertThat(Lab.link(slot).probes).isZero();
            lab.pool.giveBack(slot);
            assertThat(lab.pool.snapshot().warmth().share()).isEqualTo(1);
        }
    }

    @Test
    void aScheduleWarmsAheadAndLetsGoAtItsEnd() throws Exception {
        KeepWarm evening = KeepWarm.schedule(EnumSet.allOf(DayOfWeek.class), LocalTime.of(18, 0), LocalTime.of(18, 10), ZoneOffset.UTC)
                .ahead(Duration.ofMinutes(10));
        try (Lab lab = Lab.keeping(evening)) {
            lab.time.pass(Duration.ofMinutes(589));
            assertThat(lab.opener.isQuiet()).isTrue();
            lab.time.pass(Duration.ofMinutes(1));
            ScriptedLink link = lab.opener.next().succeed();
            lab.await(snapshot -> snapshot.idle() == 1);
            assertThat(quietSpells(lab, link, Duration.ofMinutes(20), Duration.ofSeconds(300))).isZero();
            lab.time.pass(Duration.ofMinutes(2));
            lab.awaitState(PoolState.ASLEEP);
            lab.opener.forget();
            lab.time.pass(Duration.ofHours(22));
            assertThat(lab.opener.isQuiet()).as("until the next evening").isTrue();
        }
    }

    @Test
    void callersGoFirst() throws Exception {
        try (Lab lab = Lab.keeping(KeepWarm.always())) {
            lab.time.pass(STEP);
            ScriptedOpener.Opening opening = lab.opener.next();
            Future<Slot> caller = lab.caller();
            opening.succeed();
            got(caller);
        }
    }

    @Test
    void aPoolThatIsDownIsTriedNoMoreOftenForKeepingWarm() throws Exception {
        try (Lab lab = Lab.keeping(KeepWarm.always())) {
            lab.failNext(connectFailure("Control plane request failed: endpoint is disabled"));
            lab.awaitState(PoolState.DOWN);
            long attempts = lab.pool.snapshot().counters().attempts();
            long over = lab.time.nanos() + Duration.ofHours(1).toNanos();
            while (lab.time.nanos() < over) {
                lab.failNext(connectFailure("Control plane request failed: endpoint is disabled"));
            }
            assertThat(lab.pool.snapshot().counters().attempts() - attempts)
                    .as("less often than the prober when people ask, and not given up").isBetween(20L, 65L);
        }
    }

    @Test
    void aComputeThatRestartsIsWokenAgain() throws Exception {
        try (Lab lab = Lab.keeping(KeepWarm.always())) {
            lab.time.pass(STEP);
            ScriptedLink link = lab.opener.next().succeed();
            lab.await(snapshot -> snapshot.idle() == 1);
            link.dead = true;
            lab.time.pass(Duration.ofSeconds(150));
            lab.opener.next().succeed();
            lab.await(snapshot -> snapshot.idle() == 1);
            assertThat(lab.pool.snapshot().wakes()).containsEntry(WakeCause.KEEP_WARM, 2L);
        }
    }

    @Test
    void closingEndsIt() throws Exception {
        Lab lab = Lab.keeping(KeepWarm.always());
        lab.close();
        assertThat(lab.time.scheduled()).isZero();
        lab.time.pass(Duration.ofHours(1));
        assertThat(lab.opener.isQuiet()).isTrue();
    }
}
