package dev.hornbook.pool;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts of a URL, decoded and in one form: host in lower case, port filled in, parameters under libpq's names and in their order. */
record UrlParts(String user, String password, String host, int port, String database, SortedMap<String, String> parameters) {
    static final int DEFAULT_PORT = 5432;

    UrlParts {
        parameters = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    boolean isLoopback() {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    UrlParts withHost(String other) {
        return new UrlParts(user, password, other, port, database, parameters);
    }

    UrlParts withParameter(String name, String value) {
        TreeMap<String, String> changed = new TreeMap<>(parameters);
        changed.put(name, value);
        return new UrlParts(user, password, host, port, database, changed);
    }

    String print(boolean masked) {
        StringBuilder url = new StringBuilder("postgresql://").append(Percent.encode(user)).append(':');
        url.append(masked ? "****" : Percent.encode(password)).append('@');
        url.append(host.contains(":") ? "[" + host + "]" : host);
        if (port != DEFAULT_PORT) {
            url.append(':').append(port);
        }
        url.append('/').append(Percent.encode(database));
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            url.append(separator).append(parameter.getKey()).append('=').append(Percent.encode(parameter.getValue()));
            separator = '&';
        }
        return url.toString();
    }

    /** Without the password, because records print themselves into logs. */
    @Override
    public String toString() {
        return print(true);
    }
}
