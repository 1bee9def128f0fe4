package dev.hornbook.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement and its scope in one round trip:
 *
 * <pre>begin; select set_config('role', …, true), set_config('hornbook.user_id', ?, true), set_config('statement_timeout', …, true);
 * STATEMENT; commit</pre>
 *
 * as one prepared statement, on a connection in autocommit, whose results are walked to the third, the statement's own.
 *
 * <p>The explicit {@code begin} carries the isolation. Without it the four parts share an implicit transaction only while
 * pgjdbc sends them without a Sync in between, and it does not always: to learn a statement's column types (from the sixth
 * execution on, with a text column and a timestamp or null parameter) it describes first, and Sync ends the implicit
 * transaction and the scope with it. The statement then runs as the login, which on Neon bypasses row security.
 *
 * <p>After an error the transaction may be open and aborted, with the scope or without: a literal {@code rollback} goes before
 * anyone uses the connection again. {@link Connection#rollback} would refuse, in autocommit.
 */
final class OneRoundTrip {
    private OneRoundTrip() {}

    /** What to do with the statement's own result; {@code rows} tells whether it is rows or a count. */
    interface OwnResult<T> {
        T read(PreparedStatement statement, boolean rows) throws SQLException;
    }

    static <T> T run(Connection connection, RoleAndUser scope, String sql, Object[] parameters, OwnResult<T> result) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        try (PreparedStatement statement = connection.prepareStatement(inScope(scope, sql))) {
            statement.setString(1, scope.user());
            Parameters.bind(statement, 2, parameters);
            statement.execute(); // begin
            statement.getMoreResults(); // the scope
            return result.read(statement, statement.getMoreResults());
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    static String inScope(RoleAndUser scope, String sql) {
        return "begin; select set_config('role', '" + scope.role().sqlName() + "', true), set_config('hornbook.user_id', ?, true), "
                + "set_config('statement_timeout', '" + scope.timeout() + "', true); " + sql + "; commit";
    }

    static <T> List<T> rows(PreparedStatement statement, RowMapper<T> mapper) throws SQLException {
        try (ResultSet results = statement.getResultSet()) {
            Row row = new Row(results);
            List<T> mapped = new ArrayList<>();
            while (results.next()) {
                mapped.add(mapper.map(row));
            }
            return mapped;
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        } catch (SQLException e) {
            cause.addSuppressed(e);
            abort(connection, cause);
        }
    }

    /** A connection that could not be rolled back must not reach another user, whatever the pool thinks of it. */
    static void abort(Connection connection, Throwable cause) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
