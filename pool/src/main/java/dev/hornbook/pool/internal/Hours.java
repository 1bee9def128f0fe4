package dev.hornbook.pool.internal;

import dev.hornbook.pool.KeepWarm.Schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** A stretch of a schedule, from when the compute is woken until it may sleep. */
record Hours(Instant from, Instant to) {
    private static final int WEEK = 7;

    /** The stretch that a moment is in, or else the next one. */
    static Hours at(Schedule schedule, Instant now) {
        LocalDate today = now.atZone(schedule.zone()).toLocalDate();
        // Yesterday's may reach over midnight; a week ahead every day has come.
        for (int day = -1; day <= WEEK; day++) {
            LocalDate date = today.plusDays(day);
            if (schedule.days().contains(date.getDayOfWeek())) {
                Hours hours = on(schedule, date);
                if (hours.to.isAfter(now)) {
                    return hours;
                }
            }
        }
        throw new IllegalStateException("A schedule without days: " + schedule);
    }

    private static Hours on(Schedule schedule, LocalDate date) {
        boolean overMidnight = !schedule.to().isAfter(schedule.from());
        // An hour that the clock skips begins after it; one that comes twice counts whole.
        Instant from = at(schedule, date, schedule.from()).toInstant();
        Instant to = at(schedule, overMidnight ? date.plusDays(1) : date, schedule.to()).withLaterOffsetAtOverlap().toInstant();
        return new Hours(from.minus(schedule.ahead()), to);
    }

    private static ZonedDateTime at(Schedule schedule, LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(schedule.zone());
    }

    boolean contain(Instant now) {
        return !now.isBefore(from) && now.isBefore(to);
    }
}
