package dev.hornbook.pool.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.postgresql.core.BaseConnection;

/**
 * The session settings that the server reports by itself whenever they change (PostgreSQL 18, section 54.2.7; {@code search_path} from 18 on):
 * so that what SQL has changed of them is known for the price of a look. {@code role} is not among them, nor is anything else.
 */
final class Reported {
    private static final Map<String, String> RESETS = Map.of("search_path", "reset search_path", "TimeZone", "reset timezone", "DateStyle",
            "reset datestyle", "IntervalStyle", "reset intervalstyle", "application_name", "reset application_name",
            "default_transaction_read_only", "reset default_transaction_read_only", "session_authorization", "reset session authorization");

    private final BaseConnection connection;
    private final Map<String, String> first = new HashMap<>();

    /** As they are when the connection has been opened. */
    Reported(BaseConnection connection) {
        this.connection = connection;
        RESETS.keySet().forEach(setting -> first.put(setting, connection.getParameterStatus(setting)));
    }

    /** What puts back those that are different now, as one piece of SQL; null when none is. */
    String resets() {
        StringJoiner resets = null;
        for (Map.Entry<String, String> setting : first.entrySet()) {
            if (!Objects.equals(connection.getParameterStatus(setting.getKey()), setting.getValue())) {
                resets = resets == null ? new StringJoiner("; ") : resets;
                resets.add(RESETS.get(setting.getKey()));
            }
        }
        return resets == null ? null : resets.toString();
    }
}
