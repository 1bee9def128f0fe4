package dev.hornbook.load;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request spent at the database, as the server says.
 *
 * @param acquireNanos waiting for a connection
 * @param executeNanos at its statements
 * @see <a href="https://www.w3.org/TR/server-timing/">Server Timing</a>
 */
record ServerTiming(long acquireNanos, long executeNanos) {
    private static final Pattern DURATION = Pattern.compile("\\b(acquire|execute)\\s*;\\s*dur\\s*=\\s*([0-9]{1,9}(?:\\.[0-9]{1,9})?)");

    /** Empty where a header does not tell both. */
    static Optional<ServerTiming> parse(String header) {
        long acquire = -1;
        long execute = -1;
        for (Matcher found = DURATION.matcher(header); found.find();) {
            long nanos = Math.round(Double.parseDouble(found.group(2)) * 1e6);
            if (found.group(1).equals("acquire")) {
                acquire = nanos;
            } else {
                execute = nanos;
            }
        }
        return acquire < 0 || execute < 0 ? Optional.empty() : Optional.of(new ServerTiming(acquire, execute));
    }

    long nanos() {
        return acquireNanos + executeNanos;
    }
}
