package dev.hornbook.pool.internal;

import static dev.hornbook.pool.internal.Lab.got;
import static dev.hornbook.pool.internal.Lab.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.Fault.Queueing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A process that stood still, and a clock that was set. */
class ThawTest {
    private static final Duration FROZEN = Duration.ofMinutes(10);

    private static List<Slot> idle(Lab lab, int connections) throws Exception {
        List<Slot> lent = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            lent.add(lab.lend());
        }
        lent.forEach(lab.pool::giveBack);
        return lent;
    }

    @Test
    void afterAFreezeEveryConnectionIsAskedBeforeItIsLentAndNoneIsOpened() throws Exception {
        try (Lab lab = new Lab(4)) {
            List<Slot> slots = idle(lab, 4);
            lab.time.freeze(FROZEN);
            for (int i = 0; i < 4; i++) {
                got(lab.caller());
            }
            assertThat(slots).allSatisfy(slot -> assertThat(Lab.link(slot).probes).isEqualTo(1));
            assertThat(lab.pool.snapshot().counters().attempts()).isEqualTo(4);
        }
    }

    @Test
    void afterAFreezeThatTheConnectionsDidNotOutliveThereIsOneAttemptAndNoBurst() throws Exception {
        try (Lab lab = new Lab(4)) {
            idle(lab, 4).forEach(slot -> Lab.link(slot).dead = true);
            lab.time.freeze(FROZEN);
            List<Future<Slot>> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(lab.caller());
            }
            assertThat(lab.pool.snapshot().opening()).isEqualTo(1);
            assertThat(lab.pool.snapshot().counters().lost()).isEqualTo(4);
            lab.opener.next().succeed();
            lab.await(snapshot -> snapshot.active() == 1);
        }
    }

    @Test
    void waitersWhoseDeadlinePassedInTheFreezeAreToldAndTheConnectionIsKept() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot only = lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.time.freeze(FROZEN);
            lab.time.pass(Duration.ZERO);
            assertThat(refused(waiting).reason().kind()).isEqualTo(Queueing.BUSY);
            lab.pool.giveBack(only);
            assertThat(lab.pool.snapshot().idle()).isEqualTo(1);
        }
    }

    @Test
    void aClockThatIsSetMovesNoDeadline() throws Exception {
        try (Lab lab = new Lab(1)) {
            Slot only = lab.lend();
            Future<Slot> waiting = lab.caller();
            lab.time.setClock(Duration.ofDays(1));
            lab.time.pass(Duration.ofSeconds(4));
            assertThat(waiting).isNotDone();
            lab.time.setClock(Duration.ofDays(-1));
            lab.pool.giveBack(only);
            assertThat(got(waiting)).isSameAs(only);
        }
    }
}
