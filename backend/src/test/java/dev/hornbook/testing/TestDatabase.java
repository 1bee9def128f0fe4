package dev.hornbook.testing;

import dev.hornbook.database.Database;
import dev.hornbook.database.Migrations;
import dev.hornbook.database.UserId;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of a test's own, on a real PostgreSQL behind the simulator, with a login shaped like Neon's console role.
 *
 * <pre>@AutoClose
 * private static final TestDatabase db = TestDatabase.migrated();</pre>
 *
 * The simulator starts with the first of them and ends with the JVM. A migrated database is a copy of one that was migrated
 * once, so a test class may have its own for some tens of milliseconds.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String TEMPLATE = "migrated_once";

    private static boolean templateStands;

    private final String url;

    private final NeonDataSource pool;

    private final Database database;

    private TestDatabase(String url) {
        this.url = url;
        this.pool = NeonDataSource.open(NeonSettings.of(url));
        this.database = Database.over(pool);
    }

    /** With nothing in it. */
    public static TestDatabase empty() {
        return new TestDatabase(TestServer.simulator().createDatabase("test_" + NUMBER.incrementAndGet()));
    }

    /** With Hornbook's schema and no rows. */
    public static synchronized TestDatabase migrated() {
        if (!templateStands) {
            try (NeonDataSource direct = NeonDataSource.open(NeonSettings.of(TestServer.simulator().createDatabase(TEMPLATE)))) {
                Migrations.migrate(direct);
            }
            templateStands = true;
        }
        String name = "test_" + NUMBER.incrementAndGet();
        try (Connection login = source(TestServer.simulator().url()).getConnection(); Statement statement = login.createStatement()) {
            statement.execute("create database " + name + " template " + TEMPLATE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(TestServer.simulator().url().replace("/hornbook?", "/" + name + "?"));
    }

    /** Its direct URL, password included. */
    public String url() {
        return url;
    }

    /** The pool that the service would use, until {@link #close()}. */
    public NeonDataSource pool() {
        return pool;
    }

    /** The scopes over {@link #pool()}. */
    public Database database() {
        return database;
    }

    /** A connection as the login itself, which bypasses row security; the test closes it. */
    public Connection login() {
        try {
            return source(url).getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row in Better Auth's {@code "user"}, with an e-mail of its own. */
    public UserId newUser() {
        UserId user = new UserId("%032d".formatted(NUMBER.incrementAndGet()));
        database.identity()
                .update("insert into \"user\" (\"id\", \"name\", \"email\", \"emailVerified\") values (?, ?, ?, ?)", user.value(),
                        "Reader " + user,
                        user + "@example.org", false);
        return user;
    }

    /** Runs it as the login itself. */
    public void asLogin(String sql) {
        try (Connection login = login(); Statement statement = login.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number read as the login, past all row security. */
    public long countAsLogin(String sql) {
        try (Connection login = login(); Statement statement = login.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column, read as the login, past all row security. */
    public List<String> textsAsLogin(String sql) {
        try (Connection login = login(); Statement statement = login.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Connections to any URL of a simulator, opened one by one. */
    public static DataSource source(String url) {
        // pgjdbc takes user and password beside the URL only, and spells channel_binding its own way.
        int at = url.indexOf('@');
        String[] login = url.substring("postgresql://".length(), at).split(":", 2);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://" + url.substring(at + 1).replace("channel_binding", "channelBinding"));
        source.setUser(login[0]);
        source.setPassword(login[1]);
        return source;
    }
}
