package dev.hornbook.account;

import java.io.Serial;
import java.time.Duration;

/** Another issuer's token cannot be judged, because its keys were never to be had. That says nothing about the token. */
public final class IssuerUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    IssuerUnavailableException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** After how long trying again makes sense. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
