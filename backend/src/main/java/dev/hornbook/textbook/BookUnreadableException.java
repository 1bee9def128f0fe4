package dev.hornbook.textbook;

/** A book of which nothing could be read; the message says why and what to do. Nothing was changed. */
public final class BookUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BookUnreadableException(String message) {
        super(message);
    }

    public BookUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
