package dev.hornbook.pool.check;

import java.time.Duration;
import java.util.Locale;

/** How figures are said. */
final class Words {
    private Words() {}

    /** A time as a person says it: {@code 0.4 ms}, {@code 23 ms}, {@code 1.2 s}. */
    static String time(Duration time) {
        double milliseconds = time.toNanos() / 1e6;
        if (milliseconds < 10) {
            return String.format(Locale.ROOT, "%.1f ms", milliseconds);
        }
        if (milliseconds < 1_000) {
            return Math.round(milliseconds) + " ms";
        }
        double seconds = milliseconds / 1_000;
        return seconds == Math.rint(seconds) ? (long) seconds + " s" : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** Milliseconds with three places, for programs. */
    static double milliseconds(Duration time) {
        return time.toNanos() / 1_000 / 1e3;
    }

    static String count(long number, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
    }
}
