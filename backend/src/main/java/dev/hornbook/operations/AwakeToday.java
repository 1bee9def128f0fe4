package dev.hornbook.operations;

import dev.hornbook.pool.Warmth;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * How long this process has kept the compute awake today, and how much of that was for readers. Today begins at midnight, UTC, or with the process.
 * No timer looks: what passed between yesterday's last look and midnight counts as today's, which with a scrape every quarter of a minute is nothing.
 */
public final class AwakeToday {
    private static final Warmth NONE = new Warmth(Duration.ZERO, Duration.ZERO);

    private final Supplier<Warmth> warmth;
    private final InstantSource clock;
    private LocalDate day;
    private Warmth before = NONE;
    private Warmth seen = NONE;

    /** @param warmth what the pool accounts for since it was opened, cheap to take */
    public AwakeToday(Supplier<Warmth> warmth, InstantSource clock) {
        this.warmth = warmth;
        this.clock = clock;
        this.day = today();
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

    /** As of now. */
    public synchronized Figures figures() {
        if (!today().equals(day)) {
            day = today();
            before = seen;
        }
        seen = warmth.get();
        return new Figures(seen.awake().minus(before.awake()), seen.demanded().minus(before.demanded()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
