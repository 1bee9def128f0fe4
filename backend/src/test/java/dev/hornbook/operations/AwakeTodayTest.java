package dev.hornbook.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.Warmth;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AwakeTodayTest {
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private Warmth warmth = new Warmth(Duration.ZERO, Duration.ZERO);
    private final AwakeToday today = new AwakeToday(() -> warmth, () -> now);

    @Test
    void aMinuteAwakeIsTheReadersOrKeptWarm() {
        warmth = new Warmth(Duration.ofMinutes(41), Duration.ofMinutes(38));

        assertThat(today.figures()).hasToString("awake 41 min today: 38 for readers, 3 kept warm");
        assertThat(today.figures().keptWarm()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void aNewDayBeginsWithNothing() {
        warmth = new Warmth(Duration.ofMinutes(41), Duration.ofMinutes(38));
        today.figures();
        now = Instant.parse("2026-11-22T00:00:05Z");
        assertThat(today.figures().total()).isZero();

        warmth = new Warmth(Duration.ofMinutes(46), Duration.ofMinutes(43));
        assertThat(today.figures()).isEqualTo(new AwakeToday.Figures(Duration.ofMinutes(5), Duration.ofMinutes(5)));
    }
}
