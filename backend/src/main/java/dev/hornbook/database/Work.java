package dev.hornbook.database;

import org.jdbi.v3.core.Handle;

/** Several statements that stand or fall together, in a scope; see {@link Scope#inTransaction}. */
@FunctionalInterface
public interface Work<T> {
    /**
     * Runs inside the transaction. Beginning, committing and rolling back is not its business: it returns to commit, throws
     * to roll back. The handle ends with it.
     */
    T in(Handle handle);
}
