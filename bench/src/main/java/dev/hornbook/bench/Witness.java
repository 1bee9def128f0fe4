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
    /** The advisory lock that readers share. */
    static final int LOCK = 7;

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

    /** From now on no reader gets further than to the lock. */
    void hold() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
        }
    }

    /** How many statements the server has under way that wait for the lock. */
    long held() {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                                                 select count(*) from pg_stat_activity
                                                 where state = 'active' and wait_event_type = 'Lock' and wait_event = 'advisory'""")) {
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
