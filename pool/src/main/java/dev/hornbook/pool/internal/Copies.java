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
    private CopyOperation last;

    Copies(BaseConnection connection) throws SQLException {
        super(connection);
    }

    boolean unfinished() {
        return last != null && last.isActive();
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        CopyIn copy = super.copyIn(sql);
        last = copy;
        return copy;
    }

    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        CopyOut copy = super.copyOut(sql);
        last = copy;
        return copy;
    }

    @Override
    public CopyDual copyDual(String sql) throws SQLException {
        CopyDual copy = super.copyDual(sql);
        last = copy;
        return copy;
    }
}
