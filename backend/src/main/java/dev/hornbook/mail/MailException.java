package dev.hornbook.mail;

import java.io.Serial;

/** A mail was not accepted. */
public final class MailException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    MailException(String message, Throwable cause) {
        super(message, cause);
    }
}
