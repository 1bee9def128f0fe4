package dev.hornbook.pool;

import java.sql.SQLException;
import java.sql.SQLNonTransientException;

/**
 * The connection broke after COMMIT had been sent: the transaction may have taken effect or not. It is never run again for the caller, who
 * has to look first, or make the unit harmless when run twice.
 */
public final class OutcomeUnknownException extends SQLNonTransientException {
    private static final long serialVersionUID = 1;

    OutcomeUnknownException(SQLException cause) {
        super("The connection broke while the transaction was being committed: whether it took effect is not known. "
                + "Look for its traces before running it again.", "08007", cause);
    }
}
