package dev.hornbook.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WakeHintTest {
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private boolean asleep = true;
    private boolean reachable = true;
    private int woken;
    private final WakeHint hint = new WakeHint(() -> asleep, this::wake, () -> now, Runnable::run);

    private void wake() {
        woken++;
        if (!reachable) {
            throw new IllegalStateException("down");
        }
    }

    @Test
    void aSleepingComputeIsWokenOnceHoweverManyBeginToWrite() {
        for (int i = 0; i < 100; i++) {
            hint.give();
        }

        assertThat(woken).isOne();
    }

    @Test
    void oneThatIsAwakeIsLeftAlone() {
        asleep = false;
        hint.give();

        assertThat(woken).isZero();
    }

    @Test
    void whatFailedIsTriedAgainAfterAPause() {
        reachable = false;
        hint.give();
        now = now.plus(Duration.ofSeconds(29));
        hint.give();
        assertThat(woken).isOne();

        now = now.plus(Duration.ofSeconds(1));
        hint.give();
        assertThat(woken).isEqualTo(2);
    }
}
