package dev.hornbook.sim;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Connects pgjdbc with the URL that the simulator gives, in libpq's form, changed as a test needs it. */
record Client(String hostAndDatabase, Map<String, String> properties) {

    static Client of(String url) {
        URI uri = URI.create(url);
        Map<String, String> properties = new LinkedHashMap<>();
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            String name = parts[0].equals("channel_binding") ? "channelBinding" : parts[0];
            properties.put(name, URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String[] login = uri.getUserInfo().split(":", 2);
        properties.put("user", login[0]);
        properties.put("password", login[1]);
        return new Client(uri.getHost() + ":" + uri.getPort() + uri.getPath(), properties);
    }

    Client with(String property, String value) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        changed.put(property, value);
        return new Client(hostAndDatabase, changed);
    }

    Client without(String property) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        changed.remove(property);
        return new Client(hostAndDatabase, changed);
    }

    Client to(String address) {
        return new Client(address, properties);
    }

    Connection connect() throws SQLException {
        Properties jdbc = new Properties();
        jdbc.putAll(properties);
        return DriverManager.getConnection("jdbc:postgresql://" + hostAndDatabase, jdbc);
    }

    static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
