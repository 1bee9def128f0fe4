package dev.hornbook.pool.internal;

import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.Reason;

/**
 * Why a caller gets no connection. It is made once for all who wait and costs no stack trace; each caller's own thread turns it into the
 * public exception.
 */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;
    private final transient PoolSnapshot snapshot;

    Refusal(Reason reason, PoolSnapshot snapshot, Throwable cause) {
        super(reason.text(), cause, false, false);
        this.reason = reason;
        this.snapshot = snapshot;
    }

    public Reason reason() {
        return reason;
    }

    /** The pool when it refused. */
    public PoolSnapshot snapshot() {
        return snapshot;
    }
}
