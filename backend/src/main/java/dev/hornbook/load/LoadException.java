package dev.hornbook.load;

/** A load that cannot be put on the instance, and why. */
public final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LoadException(String message) {
        super(message);
    }
}
