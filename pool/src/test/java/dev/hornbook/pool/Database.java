package dev.hornbook.pool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Questions that tests put to a database. */
final class Database {
    private Database() {}

    static int one(NeonDataSource db) throws SQLException {
        return number(db, "select 1");
    }

    static int number(NeonDataSource db, String sql) throws SQLException {
        try (Connection c = db.getConnection()) {
            return number(c, sql);
        }
    }

    static int number(Connection c, String sql) throws SQLException {
        return Integer.parseInt(text(c, sql));
    }

    static String text(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement(); ResultSet r = s.executeQuery(sql)) {
            r.next();
            return r.getString(1);
        }
    }

    static void execute(NeonDataSource db, String sql) throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }
}
