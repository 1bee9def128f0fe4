package dev.hornbook.database;

import java.util.Arrays;
import java.util.List;

/**
 * The roles that statements run as. None may log in, none bypasses row security, none owns a table. The login takes one on
 * for the length of a transaction, and everything it could do by itself (a Neon console role bypasses row security) is out of
 * reach until the transaction ends.
 */
enum DatabaseRole {
    APP("hornbook_app"),
    IDENTITY("hornbook_identity"),
    SETTLE("hornbook_settle"),
    RETAIN("hornbook_retain"),
    SEED("hornbook_seed"),
    INGEST("hornbook_ingest"),
    LINK("hornbook_link");

    private final String sqlName;

    DatabaseRole(String sqlName) {
        this.sqlName = sqlName;
    }

    /** The role's name in PostgreSQL; a constant that needs no quoting, so it may stand in SQL text. */
    String sqlName() {
        return sqlName;
    }

    static List<String> sqlNames() {
        return Arrays.stream(values()).map(DatabaseRole::sqlName).toList();
    }
}
