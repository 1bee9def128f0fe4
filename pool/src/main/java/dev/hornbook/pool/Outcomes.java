package dev.hornbook.pool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the server remembers of its transactions (PostgreSQL 18, section 9.27.7). */
final class Outcomes {
    private static final String INVALID_PARAMETER = "22023";

    private Outcomes() {}

    /** The id of the transaction under way, which is given one if it has none yet. */
    static String currentTransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("select pg_current_xact_id()")) {
            row.next();
            return row.getString(1);
        }
    }

    static Outcome ask(Connection connection, String transaction) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_xact_status(?::xid8)")) {
            statement.setString(1, transaction);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return outcome(row.getString(1));
            }
        } catch (SQLException e) {
            // An id that the server has not come to yet: it was given by another, or before a restore to an earlier moment.
            if (INVALID_PARAMETER.equals(e.getSQLState())) {
                return Outcome.UNKNOWN;
            }
            throw e;
        }
    }

    /** @param status null when it is older than what the server keeps */
    private static Outcome outcome(String status) {
        return switch (status) {
            case "committed" -> Outcome.COMMITTED;
            case "aborted" -> Outcome.ROLLED_BACK;
            case "in progress" -> Outcome.IN_PROGRESS;
            case null, default -> Outcome.UNKNOWN;
        };
    }
}
