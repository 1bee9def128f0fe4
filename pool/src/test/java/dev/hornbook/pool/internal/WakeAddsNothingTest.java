package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the pool itself adds to a compute's cold start, on a clock that passes when the test says so: nothing. */
class WakeAddsNothingTest {
    private static final Duration COLD_START = Duration.ofSeconds(1);

    @Test
    void aHundredCallersAreServedTheMomentTheComputeIsAwake() throws Exception {
        try (Lab lab = new Lab(16)) {
            long begun = lab.time.nanos();
            List<Future<Slot>> callers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                callers.add(lab.caller());
            }
            ScriptedOpener.Opening only = lab.opener.next();
            only.fallSilent();
            lab.time.pass(COLD_START);
            assertThat(lab.opener.isQuiet()).as("one attempt wakes it").isTrue();
            assertThat(lab.pool.snapshot().counters().refused()).isZero();

            only.succeed();
            Slot first = Lab.got(callers.removeFirst());
            assertThat(Duration.ofNanos(lab.time.nanos() - begun)).as("the first connection").isEqualTo(COLD_START);
            for (int others = 1; others < 16; others++) {
                lab.opener.next().succeed();
            }
            lab.pool.giveBack(first);
            for (Future<Slot> caller : callers) {
                lab.pool.giveBack(Lab.got(caller));
            }
            assertThat(Duration.ofNanos(lab.time.nanos() - begun)).as("the last one").isEqualTo(COLD_START);
        }
    }
}
