package example.consumer;

import dev.hornbook.pool.Demand;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Somebody else's program: the lines that the README and docs/pool.md show, and a table of notes for them to work on. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws SQLException {
        try (var db = NeonDataSource.open(NeonSettings.of(System.getenv("DATABASE_URL")))) {
            try (Connection c = db.getConnection()) { prepare(c); }            // a plain DataSource
            int notes = db.inTransaction(c -> add(c, "first"));                // run again on 40001, 40P01 and a lost connection
            Demand.interactive(Duration.ofSeconds(2)).call(() -> list(db));    // a deadline and a priority, scoped to the call
            System.out.println(notes + " added: " + db.snapshot().figures());  // state, reason, figures; sends nothing
        }
    }

    private static void prepare(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("create table if not exists note (text text)");
        }
    }

    private static int add(Connection c, String text) throws SQLException {
        try (var s = c.prepareStatement("insert into note values (?)")) {
            s.setString(1, text);
            return s.executeUpdate();
        }
    }

    /** Declared repeatable, for reading twice does no harm: run once more should the connection break. */
    private static int list(NeonDataSource db) throws SQLException {
        return db.repeatable(c -> {
            try (Statement s = c.createStatement(); ResultSet r = s.executeQuery("select count(*) from note")) {
                r.next();
                return r.getInt(1);
            }
        });
    }
}
