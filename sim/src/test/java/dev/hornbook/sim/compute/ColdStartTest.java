package dev.hornbook.sim.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColdStartTest {

    private static final Duration LEAST = Duration.ofMillis(300);
    private static final Duration JITTER = Duration.ofMillis(200);

    @Test
    void jitterIsDrawnFromItsSeed() {
        assertThat(row(7)).isEqualTo(row(7)).isNotEqualTo(row(8)).doesNotHaveDuplicates();
    }

    @Test
    void noColdStartIsShorterOrLongerThanSaid() {
        assertThat(row(7)).allSatisfy(each -> assertThat(each).isBetween(LEAST, LEAST.plus(JITTER)));
    }

    @Test
    void withoutJitterAllAreTheSame() {
        ColdStart steady = new ColdStart(LEAST, Duration.ZERO, 0);
        assertThat(List.of(steady.next(), steady.next())).containsOnly(LEAST);
    }

    private static List<Duration> row(long seed) {
        ColdStart start = new ColdStart(LEAST, JITTER, seed);
        return Stream.generate(start::next).limit(50).toList();
    }
}
