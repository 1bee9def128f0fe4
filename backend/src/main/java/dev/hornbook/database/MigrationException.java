package dev.hornbook.database;

/** The database could not be brought to the schema that this Hornbook works on. The message says why and what to do. */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MigrationException(String message) {
        super(message);
    }

    MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
