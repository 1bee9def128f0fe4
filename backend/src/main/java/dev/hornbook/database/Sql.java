package dev.hornbook.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Plain statements on one connection, for what looks at the database itself rather than at rows. */
record Sql(Connection connection) {
    /** The first column of every row, as text. */
    List<String> list(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters.bind(statement, 1, parameters);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }

    /** The first column of the only row, as text. */
    String one(String sql, Object... parameters) throws SQLException {
        return list(sql, parameters).getFirst();
    }

    /** The first column of the only row, which is a boolean. */
    boolean is(String sql, Object... parameters) throws SQLException {
        return one("select (" + sql + ")::boolean::text", parameters).equals("true");
    }

    /** How many rows a statement touched. */
    int run(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters.bind(statement, 1, parameters);
            statement.execute();
            return statement.getUpdateCount();
        }
    }

    /** A name as an identifier. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
