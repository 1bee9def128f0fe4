package dev.hornbook.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.operations.WarmCost;
import dev.hornbook.pool.KeepWarm;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WarmTimesTest {
    private static KeepWarm of(String text) {
        return WarmTimes.of(text).orElseThrow();
    }

    @Test
    void aScheduleIsReadAsItIsWritten() {
        var schedule = (KeepWarm.Schedule) of("Mo-We,Sa 07:30-16:00 Europe/Berlin");
        assertThat(schedule.days()).isEqualTo(Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY));
        assertThat(schedule.from()).isEqualTo(LocalTime.of(7, 30));
        assertThat(schedule.zone().getId()).isEqualTo("Europe/Berlin");
        assertThat(((KeepWarm.Schedule) of("Sa-Mo 20:00-02:00 UTC")).days())
                .isEqualTo(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "active", "always", "Mo,Tu 07:30-16:00 Europe/Berlin"})
    void whatIsWrittenIsReadAgain(String text) {
        assertThat(WarmTimes.written(of(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "Mo-Fr", "Mo-Fr 7:30-16:00 Europe/Berlin", "Mo-Fr 07:30-25:00 Europe/Berlin", "Mo-Xx 07:30-16:00 UTC",
        "Mo- 07:30-16:00 UTC", ", 07:30-16:00 UTC", "Mo 07:30-16:00 Europe/Atlantis", "Mo 07:30-16:00"})
    void anythingElseIsNone(String text) {
        assertThat(WarmTimes.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"off, 0", "always, 730", "active, 730", "Mo-Fr 07:30-16:00 Europe/Berlin, 185", "Mo-Su 00:00-00:00 UTC, 730",
        "Sa 20:00-02:00 UTC, 26.1"})
    void aMonthCostsAtMostSoManyHours(String text, double hours) {
        assertThat(new WarmCost(of(text)).hours()).isCloseTo(hours, Offset.offset(0.1));
    }
}
