package dev.hornbook.answer;

import java.time.Duration;

/** This instance writes as many answers as it may, or is closing. Nothing was begun; asking again later is safe. */
public final class AnswersBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    AnswersBusyException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** When asking again is worth it. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
