package dev.hornbook.pool.internal;

import java.sql.SQLException;

/** Opens connections. Its one implementation is {@code PgOpener}; tests of queue and states script their own. */
interface Opener {
    /**
     * Opens one, on the calling thread, which may block until the attempt is broken off.
     *
     * @param attempt to be told of the line as soon as there is one
     */
    Link open(Attempt attempt) throws SQLException;
}
