package dev.hornbook.start;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another process will do in its own time, which sends no event: asks again until it is so, up to a limit. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Patience() {}

    /** What was seen first that is as wanted. */
    static <T> T until(Duration limit, Supplier<T> look, Predicate<T> wanted) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            T seen = look.get();
            if (wanted.test(seen)) {
                return seen;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit + "; last seen: " + seen);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
