package dev.hornbook.pool.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.pool.KeepWarm;
import dev.hornbook.pool.KeepWarm.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a schedule is on: in its own zone, whatever that zone's clock does. */
class HoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Schedule SCHOOL = schedule(WORKDAYS, "08:00", "16:00");

    private static Schedule schedule(Set<DayOfWeek> days, String from, String to) {
        return KeepWarm.schedule(days, LocalTime.parse(from), LocalTime.parse(to), BERLIN).ahead(Duration.ofMinutes(5));
    }

    private static Hours hours(String from, String to) {
        return new Hours(Instant.parse(from), Instant.parse(to));
    }

    @Test
    void aStretchBeginsAheadOfItsTimeInItsZone() {
        Hours monday = hours("2027-01-18T06:55:00Z", "2027-01-18T15:00:00Z");
        assertThat(Hours.at(SCHOOL, Instant.parse("2027-01-18T00:00:00Z"))).isEqualTo(monday);
        assertThat(Hours.at(SCHOOL, Instant.parse("2027-01-18T14:59:59Z"))).isEqualTo(monday);
        assertThat(monday.contain(Instant.parse("2027-01-18T06:54:59Z"))).isFalse();
        assertThat(monday.contain(Instant.parse("2027-01-18T06:55:00Z"))).isTrue();
        assertThat(monday.contain(Instant.parse("2027-01-18T15:00:00Z"))).isFalse();
    }

    @Test
    void afterFridayComesMonday() {
        assertThat(Hours.at(SCHOOL, Instant.parse("2027-01-15T15:00:00Z")))
                .isEqualTo(hours("2027-01-18T06:55:00Z", "2027-01-18T15:00:00Z"));
    }

    @Test
    void inSummerItIsAnHourEarlierByTheSun() {
        assertThat(Hours.at(SCHOOL, Instant.parse("2027-07-05T00:00:00Z")))
                .isEqualTo(hours("2027-07-05T05:55:00Z", "2027-07-05T14:00:00Z"));
    }

    @Test
    void aStretchOverMidnightBelongsToTheDayOnWhichItBegins() {
        Schedule night = schedule(Set.of(DayOfWeek.FRIDAY), "22:00", "02:00");
        assertThat(Hours.at(night, Instant.parse("2027-01-16T00:30:00Z"))).isEqualTo(hours("2027-01-15T20:55:00Z", "2027-01-16T01:00:00Z"));
        assertThat(Hours.at(night, Instant.parse("2027-01-16T01:00:00Z")).from()).isEqualTo("2027-01-22T20:55:00Z");
    }

    @Test
    void anHourThatTheClockSkipsBeginsAfterIt() {
        Schedule early = schedule(EnumSet.allOf(DayOfWeek.class), "02:30", "06:00");
        assertThat(Hours.at(early, Instant.parse("2027-03-28T00:00:00Z"))).isEqualTo(hours("2027-03-28T01:25:00Z", "2027-03-28T04:00:00Z"));
    }

    @Test
    void anHourThatComesTwiceCountsWhole() {
        Schedule early = schedule(EnumSet.allOf(DayOfWeek.class), "02:00", "02:30");
        assertThat(Hours.at(early, Instant.parse("2027-10-31T00:00:00Z"))).isEqualTo(hours("2027-10-30T23:55:00Z", "2027-10-31T01:30:00Z"));
    }

    @Test
    void theSameTimeTwiceIsAWholeDay() {
        Schedule day = schedule(Set.of(DayOfWeek.SUNDAY), "00:00", "00:00");
        assertThat(Hours.at(day, Instant.parse("2027-01-17T12:00:00Z"))).isEqualTo(hours("2027-01-16T22:55:00Z", "2027-01-17T23:00:00Z"));
    }

    @Test
    void aScheduleThatCanNeverBeRightIsRefused() {
        assertThatThrownBy(() -> schedule(Set.of(), "08:00", "16:00")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one day");
        assertThatThrownBy(() -> SCHOOL.ahead(Duration.ofDays(1))).hasMessageContaining("ahead must be");
        assertThatThrownBy(() -> KeepWarm.whileActive(Duration.ZERO)).hasMessageContaining("linger");
    }
}
