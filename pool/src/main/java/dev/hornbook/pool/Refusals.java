package dev.hornbook.pool;

import dev.hornbook.pool.internal.Refusal;

import java.sql.SQLException;
import java.util.Optional;

/** Turns what the pool's inside says into the exception that callers get, with the stack trace of the caller. */
final class Refusals {
    private Refusals() {}

    static SQLException exception(Refusal refusal) {
        return exception(refusal.reason(), refusal.snapshot(), refusal.getCause());
    }

    /** For a data source that is closed while the pool goes on for others. */
    static SQLException closed(PoolSnapshot snapshot) {
        return exception(Reason.of(Fault.Queueing.CLOSED, Optional.empty()), snapshot, null);
    }

    private static SQLException exception(Reason reason, PoolSnapshot snapshot, Throwable cause) {
        String message = reason.text() + " [" + reason.kind().name() + "; pool " + snapshot.figures() + "]";
        return reason.permanent()
                ? new PoolRefusedException(message, reason, snapshot, cause)
                : new PoolTransientException(message, reason, snapshot, cause);
    }
}
