package dev.hornbook.pool;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.Optional;

/**
 * The connection broke after COMMIT had been sent: the transaction may have taken effect or not. It is never run again for the caller, who
 * asks with {@link NeonDataSource#outcomeOf} if it was {@link NeonDataSource#inTrackedTransaction tracked}, else has to look for its traces.
 */
public final class OutcomeUnknownException extends SQLNonTransientException {
    private static final long serialVersionUID = 1;

    private final String transaction;

    /** @param transaction its id; null when that was not noted */
    OutcomeUnknownException(SQLException cause, String transaction) {
        super("The connection broke while the transaction was being committed: whether it took effect is not known. "
                + (transaction == null
                        ? "Look for its traces before running it again; a tracked transaction can be asked for with outcomeOf."
                        : "Ask with outcomeOf before running it again; its id is " + transaction + "."),
                "08007", cause);
        this.transaction = transaction;
    }

    /** The transaction's id, PostgreSQL's {@code xid8} in decimal digits; empty when it was not tracked. */
    public Optional<String> transaction() {
        return Optional.ofNullable(transaction);
    }
}
