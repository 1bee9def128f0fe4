package dev.hornbook.pool.check;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks again until what is checked can be used, or the time is over: a compute that is being created, a deploy whose parts do not start in
 * their order. A round that has begun is ended, so it may take longer by one round.
 */
public final class Again {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m)");

    private final LongSupplier nanos;
    private final Consumer<Duration> pause;

    /** On the clock of this machine. */
    public Again() {
        this(System::nanoTime, Again::park);
    }

    /**
     * On a clock of the caller's.
     *
     * @param nanos as {@link System#nanoTime}
     * @param pause lets the time between two rounds pass
     */
    public Again(LongSupplier nanos, Consumer<Duration> pause) {
        this.nanos = nanos;
        this.pause = pause;
    }

    /**
     * Checks once at least.
     *
     * @return the last round's report; a round whose settings lead nowhere is the last, for they do not change by waiting
     */
    public Report until(Duration limit, Supplier<Report> round) {
        long end = nanos.getAsLong() + limit.toNanos();
        while (true) {
            Report report = round.get();
            boolean hopeless = report.steps().isEmpty();
            if (report.verdict() != Verdict.UNUSABLE || hopeless || end - nanos.getAsLong() <= PAUSE.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                return report;
            }
            pause.accept(PAUSE);
        }
    }

    /**
     * Reads a time as it is typed: a number with {@code ms}, {@code s} or {@code m}.
     *
     * @throws IllegalArgumentException when it is none, with a sentence that says what one is
     */
    public static Duration time(String text) {
        Matcher time = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time: write a number with ms, s or m, for instance 30s.");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static void park(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
