package dev.hornbook.pool.internal;

import dev.hornbook.pool.Capacity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** One open connection as the pool sees it. Its one implementation is {@code PgLink}; tests of queue and states script their own. */
interface Link {
    /** The driver's own connection. */
    Connection jdbc();

    /** Whether the driver holds it for open; a connection that the server has ended unseen is open still. */
    boolean isOpen();

    /** Whether the server or the network has been seen to end it: EOF, a reset. */
    boolean ended();

    /** Whether the server's last word left a transaction open or failed. */
    boolean inTransaction();

    /** When the server last sent anything, as {@link Time#nanos}. */
    long heard();

    /** Sends the empty query and waits for its answer, no longer than the limit. */
    void probe(Duration limit) throws SQLException;

    /** SQL that puts back what the server has reported as changed since the connection was opened; null when nothing is. */
    String resets();

    /** Executes a statement outside the caller's sight, no longer than the limit. */
    void execute(String sql, Duration limit) throws SQLException;

    /** Asks the server for its size, waiting no longer than the limit. */
    Capacity capacity(Duration limit) throws SQLException;

    /** Says good-bye to the server and closes; may block. */
    void close();

    /** Cuts the connection, at once. */
    void abort();
}
