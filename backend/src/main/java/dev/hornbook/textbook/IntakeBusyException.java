package dev.hornbook.textbook;

/** Another book is just being read in. */
public final class IntakeBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IntakeBusyException() {
        super("Another book is being read in. Send this one once that is done.");
    }
}
