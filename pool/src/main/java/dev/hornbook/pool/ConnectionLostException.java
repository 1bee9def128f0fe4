package dev.hornbook.pool;

import dev.hornbook.pool.Fault.Established;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;

/**
 * The connection broke under a statement, a result set, a COPY or a question whether it is well. It has the SQLSTATE of the driver's own
 * exception, which is its cause. What was asked may have taken effect or not; nothing is run again but in {@link NeonDataSource#repeatable} and
 * {@link NeonDataSource#inTransaction}. A new connection is to be had at once.
 */
public final class ConnectionLostException extends SQLRecoverableException {
    private static final long serialVersionUID = 1;

    private final Established fault;
    private final transient PoolSnapshot snapshot;

    /** Thrown by the pool. */
    public ConnectionLostException(Established fault, PoolSnapshot snapshot, SQLException cause) {
        super(fault.text() + " [" + fault + ", SQLSTATE " + cause.getSQLState() + "; pool " + snapshot.figures() + "]", cause.getSQLState(),
                cause);
        this.fault = fault;
        this.snapshot = snapshot;
    }

    /** What ended the connection. */
    public Established fault() {
        return fault;
    }

    /** The pool at that moment; null after deserialization. */
    public PoolSnapshot snapshot() {
        return snapshot;
    }
}
