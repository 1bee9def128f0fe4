package dev.hornbook.cli;

/** The command cannot do its work, and the message says why and what to do. */
final class UnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    private UnusableException(String message, int code, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** Waiting will not mend it. */
    UnusableException(String message, Throwable cause) {
        this(message, ExitCode.UNUSABLE, cause);
    }

    /** Waiting will not mend it. */
    UnusableException(String message) {
        this(message, null);
    }

    /** Something stands in the way that may go: a taken port, another process. */
    static UnusableException forNow(String message) {
        return new UnusableException(message, ExitCode.DEGRADED, null);
    }

    /** What the process ends with. */
    int code() {
        return code;
    }
}
