package dev.hornbook.textbook;

/** One file that cannot be read; the message is what a {@link Fault} says. */
final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message);
    }
}
