package dev.hornbook.pool;

import java.sql.SQLNonTransientConnectionException;

/** There will be no connection until somebody changes something: {@link #reason()} says what. */
public final class PoolRefusedException extends SQLNonTransientConnectionException implements PoolFailure {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;
    private final transient PoolSnapshot snapshot;

    PoolRefusedException(String message, Reason reason, PoolSnapshot snapshot, Throwable cause) {
        super(message, "08004", cause);
        this.reason = reason;
        this.snapshot = snapshot;
    }

    @Override
    public PoolSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Reason reason() {
        return reason;
    }
}
