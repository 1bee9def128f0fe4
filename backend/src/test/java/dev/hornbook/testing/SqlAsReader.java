package dev.hornbook.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Plain SQL as {@code hornbook_app} for one user, by a connection of its own and none of Hornbook's code: what is kept from
 * this, the database keeps.
 */
public final class SqlAsReader implements AutoCloseable {
    private final Connection connection;
    private final String user;

    /** @param user whose scope it is; empty for nobody's */
    public SqlAsReader(Connection login, String user) {
        this.connection = login;
        this.user = user;
    }

    /** The first column of every row, as text, where the statement gives rows. */
    public List<String> query(String sql, Object... parameters) throws SQLException {
        return scoped(sql, parameters, statement -> {
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        });
    }

    /** How many rows the statement touched. */
    public int update(String sql, Object... parameters) throws SQLException {
        return scoped(sql, parameters, PreparedStatement::executeUpdate);
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T scoped(String sql, Object[] parameters, Use<T> use) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try (Statement scope = connection.createStatement(); PreparedStatement statement = connection.prepareStatement(sql)) {
            scope.execute("set local role hornbook_app");
            if (!user.isEmpty()) {
                scope.execute("set local hornbook.user_id = '" + user + "'");
            }
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            T result = use.of(statement);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
