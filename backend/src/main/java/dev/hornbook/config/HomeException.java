package dev.hornbook.config;

/** The directory {@code .hornbook} cannot be used; the message says why and what to do. */
public final class HomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HomeException(String message) {
        super(message);
    }
}
