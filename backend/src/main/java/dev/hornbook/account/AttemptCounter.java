package dev.hornbook.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Counts attempts by key: at most so many within a window, which begins with the first of them. Attempts that were refused
 * do not count, so whoever goes on trying is not kept out for longer. Bounded: past its size the key not seen for the
 * longest is forgotten.
 */
final class AttemptCounter {

    private static final int SIZE = 50_000;

    private record Window(Instant begin, int attempts) {}

    private final int limit;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Window> windows = new LeastRecentlyUsed<>(SIZE);

    AttemptCounter(int limit, Duration window, Clock clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
    }

    /** Counts an attempt; if it is one too many, says how long to wait instead. */
    synchronized Optional<Duration> attempt(String key) {
        Instant now = clock.instant();
        Window current = windows.get(key);
        if (current == null || !now.isBefore(current.begin().plus(window))) {
            windows.put(key, new Window(now, 1));
            return Optional.empty();
        }
        if (current.attempts() >= limit) {
            return Optional.of(Duration.between(now, current.begin().plus(window)));
        }
        windows.put(key, new Window(current.begin(), current.attempts() + 1));
        return Optional.empty();
    }

    /** Begins anew for {@code key}. */
    synchronized void forget(String key) {
        windows.remove(key);
    }
}
