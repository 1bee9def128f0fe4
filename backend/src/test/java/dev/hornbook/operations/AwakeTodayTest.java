package dev.hornbook.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.pool.Warmth;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AwakeTodayTest {
    private Instant now = Instant.parse("2026-11-20T09:00:00Z");
    private Warmth warmth = new Warmth(Duration.ZERO, Duration.ZERO);
    private final AwakeToday today = new AwakeToday(() -> warmth, () -> now);

    @Test
    void aMinuteAwakeIsTheReadersOrKeptWarm() {
        warmth = new Warmth(Duration.ofMinutes(41), Duration.ofMinutes(38));

        assertThat(today.figures()).hasToString("awake 41 min today: 38 for readers, 3 kept warm");
        assertThat(today.figures().keptWarm()).isEqualTo(Duration.ofMinutes(3));
    }

    /** Nobody looks over the weekend, but readers come. */
    @Test
    void whoLooksOnMondayIsToldOfMondayAlone() {
        for (now = Instant.parse("2026-11-20T18:00:00Z"); now.isBefore(Instant.parse("2026-11-23T09:00:00Z")); now = now.plusSeconds(600)) {
            warmth = new Warmth(warmth.awake().plusMinutes(6), warmth.demanded().plusMinutes(2));
            today.note();
        }

        assertThat(today.figures()).isEqualTo(new AwakeToday.Figures(Duration.ofMinutes(53 * 6), Duration.ofMinutes(53 * 2)));
    }

    @Test
    void whereNobodyCameAtAllNoMoreIsToldThanTheDayHasHad() {
        warmth = new Warmth(Duration.ofMinutes(41), Duration.ofMinutes(38));
        today.note();
        now = Instant.parse("2026-11-23T08:00:00Z");
        warmth = new Warmth(Duration.ofDays(2), Duration.ofMinutes(40));

        assertThat(today.figures()).isEqualTo(new AwakeToday.Figures(Duration.ofHours(8), Duration.ofMinutes(2)));

        now = Instant.parse("2026-11-23T10:00:00Z");
        warmth = new Warmth(Duration.ofDays(2).plusMinutes(5), Duration.ofMinutes(45));
        assertThat(today.figures()).isEqualTo(new AwakeToday.Figures(Duration.ofHours(8).plusMinutes(5), Duration.ofMinutes(7)));
    }

    @Test
    void aNewDayBeginsWithNothing() {
        warmth = new Warmth(Duration.ofMinutes(41), Duration.ofMinutes(38));
        today.figures();
        now = Instant.parse("2026-11-21T00:00:05Z");
        assertThat(today.figures().total()).isZero();

        warmth = new Warmth(Duration.ofMinutes(46), Duration.ofMinutes(43));
        assertThat(today.figures()).isEqualTo(new AwakeToday.Figures(Duration.ofMinutes(5), Duration.ofMinutes(5)));
    }
}
