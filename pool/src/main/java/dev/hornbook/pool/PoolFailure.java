package dev.hornbook.pool;

import java.time.Duration;
import java.util.Optional;

/** What both of the pool's exceptions tell. */
public sealed interface PoolFailure permits PoolTransientException, PoolRefusedException {
    /** The pool at the moment of the failure. */
    PoolSnapshot snapshot();

    /** Why there was no connection. */
    Reason reason();

    /** When asking again makes sense; empty where nothing is known of it. */
    default Optional<Duration> retryAfter() {
        return reason().retryAfter();
    }
}
