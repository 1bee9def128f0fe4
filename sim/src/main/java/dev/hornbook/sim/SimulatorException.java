package dev.hornbook.sim;

/** The simulator could not do what was asked; the message says why and what to do. Never carries a password. */
public final class SimulatorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public SimulatorException(String message) {
        super(message);
    }

    /** With a message for people and what lay beneath. */
    public SimulatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
