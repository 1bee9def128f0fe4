package dev.hornbook.database;

import java.time.Duration;

/**
 * What a statement runs as.
 *
 * @param user the user's id, or empty for nobody; the setting is always written, so that nothing can be left over in it
 * @param limit how long one statement may take, waiting for locks included; zero for as long as it takes
 */
record RoleAndUser(DatabaseRole role, String user, Duration limit) {
    static RoleAndUser without(DatabaseRole role, Duration limit) {
        return new RoleAndUser(role, "", limit);
    }

    /** The limit as PostgreSQL's {@code statement_timeout} takes it, in milliseconds. */
    String timeout() {
        return String.valueOf(limit.toMillis());
    }
}
