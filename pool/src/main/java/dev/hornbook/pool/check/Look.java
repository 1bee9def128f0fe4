package dev.hornbook.pool.check;

import java.sql.SQLException;

/** One look at something. */
@FunctionalInterface
public interface Look {
    /**
     * Looks.
     *
     * @throws SQLException when a statement failed or there was no connection for it, which makes the step unusable
     * @throws InterruptedException when the step's limit has passed, and nobody wants to know any more
     */
    Finding look() throws SQLException, InterruptedException;
}
