package dev.hornbook.operations;

import dev.hornbook.pool.Warmth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * How long this process has kept the compute awake today, and how much of that was for readers. Today begins at midnight, UTC, or with the process.
 * No timer looks: every request takes note, once a minute. What the compute was awake between yesterday's last note and today's first cannot be
 * told apart any more; it counts as today's as far as that has come, and never is there more than the day has had.
 */
public final class AwakeToday {
    private static final Warmth NONE = new Warmth(Duration.ZERO, Duration.ZERO);
    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);

    private final Supplier<Warmth> warmth;
    private final InstantSource clock;
    private LocalDate day;
    private Warmth before = NONE;
    private Warmth seen = NONE;
    private volatile Instant next = Instant.MIN;

    /** @param warmth what the pool accounts for since it was opened, cheap to take */
    public AwakeToday(Supplier<Warmth> warmth, InstantSource clock) {
        this.warmth = warmth;
        this.clock = clock;
        this.day = dayOf(clock.instant());
    }

    /**
     * Time awake.
     *
     * @param total all of it
     * @param forReaders what readers alone would have taken
     */
    public record Figures(Duration total, Duration forReaders) {
        /** What keeping warm and pings took beyond that. */
        public Duration keptWarm() {
            return total.minus(forReaders);
        }

        @Override
        public String toString() {
            return "awake %d min today: %d for readers, %d kept warm".formatted(total.toMinutes(), forReaders.toMinutes(),
                    total.toMinutes() - forReaders.toMinutes());
        }
    }

    /** Takes note, so that midnight does not pass unseen; in memory, and mostly no more than a look at the clock. */
    public void note() {
        if (!clock.instant().isBefore(next)) {
            figures();
        }
    }

    /** As of now. */
    public synchronized Figures figures() {
        Instant now = clock.instant();
        Warmth latest = warmth.get();
        if (!dayOf(now).equals(day)) {
            day = dayOf(now);
            Duration passed = Duration.between(day.atStartOfDay(ZoneOffset.UTC).toInstant(), now);
            before = new Warmth(atMost(passed, seen.awake(), latest.awake()), atMost(passed, seen.demanded(), latest.demanded()));
        }
        seen = latest;
        next = now.plus(OFTEN_ENOUGH);
        return new Figures(seen.awake().minus(before.awake()), seen.demanded().minus(before.demanded()));
    }

    /** Where the day begins, so that no more is counted than has passed of it. */
    private static Duration atMost(Duration passed, Duration seen, Duration latest) {
        Duration least = latest.minus(passed);
        return least.compareTo(seen) > 0 ? least : seen;
    }

    private static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
