package dev.hornbook.account;

import java.io.Serial;
import java.time.Duration;

/** So many passwords are being checked that this one's turn did not come in time. The same request works later. */
public final class BusyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    BusyException(Duration retryAfter) {
        super("Too many people are signing in at this moment; try again in " + retryAfter.toSeconds() + " s.");
        this.retryAfter = retryAfter;
    }

    /** After how long trying again makes sense. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
