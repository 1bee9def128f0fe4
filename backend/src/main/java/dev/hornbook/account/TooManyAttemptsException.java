package dev.hornbook.account;

import java.io.Serial;
import java.time.Duration;

/** Somebody tries to sign in more often than {@link AttemptLimits} lets them. */
public final class TooManyAttemptsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    TooManyAttemptsException(Duration retryAfter) {
        super("Too many requests. Please try again later.", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** After how long the next attempt counts. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
