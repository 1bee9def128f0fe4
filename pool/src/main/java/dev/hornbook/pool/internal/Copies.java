package dev.hornbook.pool.internal;

import java.sql.SQLException;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/**
 * The COPY operations of one lease. One that is not brought to its end keeps the driver's connection locked: whoever got it next would wait
 * for ever, which neither the driver nor the transaction's state tells.
 */
final class Copies extends CopyManager {
    private final ConnectionHandle lease;
    private CopyOperation last;

    Copies(ConnectionHandle lease, BaseConnection connection) throws SQLException {
        super(connection);
        this.lease = lease;
    }

    private interface Start {
        CopyOperation start() throws SQLException;
    }

    boolean unfinished() {
        return last != null && last.isActive();
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        return started(Face.COPY_IN, () -> super.copyIn(sql));
    }

    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        return started(Face.COPY_OUT, () -> super.copyOut(sql));
    }

    @Override
    public CopyDual copyDual(String sql) throws SQLException {
        return started(Face.COPY_DUAL, () -> super.copyDual(sql));
    }

    private <T> T started(Face face, Start copy) throws SQLException {
        try {
            last = copy.start();
        } catch (SQLException e) {
            throw lease.told(e);
        }
        return lease.part(face, last, null);
    }
}
