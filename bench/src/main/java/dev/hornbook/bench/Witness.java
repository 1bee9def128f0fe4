package dev.hornbook.bench;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A connection of its own, through no pool, that keeps statements on the server and counts them there. */
final class Witness implements AutoCloseable {
    /** Takes 5 ms; or, once a witness holds, as long as the server runs: what ends with the witness could end before the server does. */
    static final String READ = """
                               select pg_sleep(case when began = pg_postmaster_start_time() then 60 else 0.005 end) from held""";

    private final Connection connection;

    Witness(String url) throws SQLException {
        var uri = URI.create(url);
        var login = uri.getUserInfo().split(":", 2);
        var properties = new Properties();
        properties.put("user", login[0]);
        properties.put("password", login[1]);
        for (var parameter : uri.getRawQuery().replace("channel_binding=", "channelBinding=").split("&")) {
            var pair = parameter.split("=", 2);
            properties.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        connection = DriverManager.getConnection("jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), properties);
    }

    /** What is read, once for each database. */
    void prepare() throws SQLException {
        execute("create table held (began timestamptz)");
        execute("insert into held values (null)");
    }

    /** From now on no reader comes to an end, until the server has been started again. */
    void hold() throws SQLException {
        execute("update held set began = pg_postmaster_start_time()");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many statements the server has under way that do not come to an end. */
    long held() {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                                                 select count(*) from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'
                                                 and query_start < clock_timestamp() - interval '200 milliseconds'""")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The statements in flight cannot be counted: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
