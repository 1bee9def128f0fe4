package dev.hornbook.pool;

import java.sql.SQLTransientConnectionException;

/** There is no connection now, and there may be one later: see {@link #reason()} and {@link #retryAfter()}. */
public final class PoolTransientException extends SQLTransientConnectionException implements PoolFailure {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;
    private final transient PoolSnapshot snapshot;

    PoolTransientException(String message, Reason reason, PoolSnapshot snapshot, Throwable cause) {
        super(message, "08001", cause);
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
