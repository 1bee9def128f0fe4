package dev.hornbook.pool;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * When the pool keeps the compute awake although nobody asks for anything, so that nobody waits for it to start. It costs compute time:
 * {@link PoolSnapshot#warmth()} says how much, and how much of that served demand.
 */
public sealed interface KeepWarm {
    /** Never: the compute sleeps when nobody needs it. The default. */
    static KeepWarm off() {
        return new Off();
    }

    /** While people are about: until so long after the last caller. */
    static KeepWarm whileActive(Duration linger) {
        return new WhileActive(linger);
    }

    /** On these days from one time of the day to another, by the zone's clock; over midnight when {@code to} is not after {@code from}. */
    static Schedule schedule(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
        return new Schedule(days, from, to, zone, Duration.ofMinutes(1));
    }

    /** Day and night. */
    static KeepWarm always() {
        return new Always();
    }

    /** See {@link #off()}. */
    record Off() implements KeepWarm {
        @Override
        public String toString() {
            return "off";
        }
    }

    /**
     * See {@link #whileActive}.
     *
     * @param linger longer than nothing
     */
    record WhileActive(Duration linger) implements KeepWarm {
        public WhileActive {
            if (linger.isNegative() || linger.isZero()) {
                throw new IllegalArgumentException("linger must be longer than nothing, not " + linger + ".");
            }
        }
    }

    /**
     * See {@link #schedule}.
     *
     * @param days those on which it begins; at least one
     * @param ahead how long before {@code from} the compute is woken; one minute, at most twelve hours
     */
    record Schedule(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, Duration ahead) implements KeepWarm {
        private static final Duration MOST_AHEAD = Duration.ofHours(12);

        public Schedule {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("A schedule needs at least one day; KeepWarm.off() keeps nothing warm.");
            }
            days = Set.copyOf(EnumSet.copyOf(days));
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(zone, "zone");
            if (ahead.isNegative() || ahead.compareTo(MOST_AHEAD) > 0) {
                throw new IllegalArgumentException("ahead must be from nothing to " + MOST_AHEAD + ", not " + ahead + ".");
            }
        }

        /** The same, woken so long before. */
        public Schedule ahead(Duration time) {
            return new Schedule(days, from, to, zone, time);
        }
    }

    /** See {@link #always()}. */
    record Always() implements KeepWarm {}
}
