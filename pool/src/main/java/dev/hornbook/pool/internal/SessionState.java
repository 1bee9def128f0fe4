package dev.hornbook.pool.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a caller has changed of a connection through JDBC, to be put back before the next one gets it. What the driver only remembers is set
 * back in the driver; what it has told the server is reset there, in one round trip, and only if it was touched. Settings made by SQL are the
 * caller's own affair: it makes them local to its transaction.
 */
final class SessionState {
    /** What pgjdbc sets in the server's session, by the JDBC method that does. */
    private static final Map<String, String> TOLD = Map.of("setTransactionIsolation", "default_transaction_isolation", "setSchema",
            "search_path");
    private static final String APPLICATION = "ApplicationName";

    private final int networkTimeout;
    private final boolean readOnly;
    private final int holdability;
    private StringJoiner resets;
    private String application;

    /** Before anything is changed. */
    SessionState(Connection connection) throws SQLException {
        networkTimeout = connection.getNetworkTimeout();
        readOnly = connection.isReadOnly();
        holdability = connection.getHoldability();
    }

    /** Before a setter is called on the connection. */
    void note(String method, Connection connection) throws SQLException {
        if (method.equals("setClientInfo") && application == null) {
            application = connection.getClientInfo(APPLICATION);
        }
        String variable = TOLD.get(method);
        if (variable != null) {
            resets = resets == null ? new StringJoiner("; ") : resets;
            resets.add("reset " + variable);
        }
    }

    /** After a rollback, outside any transaction. */
    void restore(Link link, Duration limit) throws SQLException {
        Connection connection = link.jdbc();
        connection.setAutoCommit(true);
        connection.setReadOnly(readOnly);
        connection.setHoldability(holdability);
        connection.setTypeMap(new HashMap<>());
        if (resets != null) {
            link.execute(resets.toString(), limit);
        }
        if (application != null) {
            connection.setNetworkTimeout(Runnable::run, Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
            connection.setClientInfo(APPLICATION, application);
        }
        connection.setNetworkTimeout(Runnable::run, networkTimeout);
    }
}
