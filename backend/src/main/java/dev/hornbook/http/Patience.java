package dev.hornbook.http;

import java.time.Duration;

/**
 * How long a client may keep its connection waiting: a start, and more for each byte that moves, so that a slow line is served and one that
 * only drips is not.
 *
 * @param idle between two requests, or before the first
 * @param start for a request's head and body together, and for each piece of an answer
 * @param bytesPerSecond how fast a line has to be that takes longer than that
 */
record Patience(Duration idle, Duration start, int bytesPerSecond) {
    /** A browser keeps unused connections for a minute or two; 4 KiB/s is less than a second-generation telephone moves. */
    static final Patience USUAL = new Patience(Duration.ofMinutes(2), Duration.ofSeconds(20), 4 * 1024);

    /** What so many bytes may take, in nanoseconds. */
    long nanosFor(long bytes) {
        return start.plus(Duration.ofMillis(bytes * 1000 / bytesPerSecond)).toNanos();
    }
}
