package dev.hornbook.account;

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
    private final Map<String, Window> windows = new LeastRecentlyUsed<>(SIZE);

    AttemptCounter(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
    }

    /** Counts an attempt; if it is one too many, says how long to wait instead. */
    synchronized Optional<Duration> attempt(String key, Instant now) {
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

    /** Uncounts an attempt that was counted at that time, unless its window is over. */
    synchronized void takeBack(String key, Instant at) {
        windows.computeIfPresent(key,
                (_, window) -> at.isBefore(window.begin()) ? window : new Window(window.begin(), Math.max(0, window.attempts() - 1)));
    }

    /** Begins anew for {@code key}. */
    synchronized void forget(String key) {
        windows.remove(key);
    }
}
