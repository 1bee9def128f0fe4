package dev.hornbook.database;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes a row of a made-up reader's into every table it knows, and looks for it as nobody and as somebody else. The caller
 * rolls back.
 */
final class IsolationProbe {
    private static final String REFUSED = "42501";

    private final Sql sql;

    private final List<String> tables;

    private final String reader = "probe" + UUID.randomUUID().toString().replace("-", "");

    /** @param tables every table with rows that belong to a user */
    IsolationProbe(Sql sql, List<String> tables) {
        this.sql = sql;
        this.tables = tables;
    }

    List<String> findings() throws SQLException {
        List<String> findings = new ArrayList<>();
        if (!allowed(this::writeRows)) {
            return List.of("A reader may not write rows of her own: the migrations' grants or policies are gone, as after restoring a dump "
                    + "without its roles. Restore it again into a database of a server where 'hornbook migrate' has made the roles");
        }
        enter(DatabaseRole.APP, reader);
        if (!sql.one("select current_user::text").equals(DatabaseRole.APP.sqlName())) {
            findings.add("A statement does not run as " + DatabaseRole.APP.sqlName() + " although its scope says so.");
        }
        for (String table : List.of("conversation", "message", "feedback", "question_count")) {
            if (!sees(table)) {
                findings.add("A reader does not see rows of her own in table " + table + ". Its policy own_rows was changed: " + RESTORE);
            }
        }
        enter(DatabaseRole.APP, "");
        for (String table : tables) {
            if (sees(table)) {
                findings.add("A statement without a user sees rows of table " + table + ". " + RESTORE);
            }
        }
        enter(DatabaseRole.APP, reader + "x");
        for (String table : tables) {
            if (sees(table) || allowed(() -> sql.run("delete from " + Sql.quoted(table) + " where user_id = ?", reader) > 0)) {
                findings.add("A reader reaches another's rows of table " + table + ". " + RESTORE);
            }
        }
        if (allowed(() -> writeConversation(UUID.randomUUID()))) {
            findings.add("A reader may write rows of table conversation in another's name. " + RESTORE);
        }
        return findings;
    }

    private static final String RESTORE = "Row security there is not as Hornbook's migrations leave it: enable and force it, drop policies "
            + "that Hornbook did not make, or restore the table's policy own_rows from db/migration";

    private boolean writeRows() throws SQLException {
        enter(DatabaseRole.IDENTITY, "");
        sql.run("insert into \"user\" (\"id\", \"name\", \"email\", \"emailVerified\") values (?, 'probe', ?, false)", reader,
                reader + "@probe.invalid");
        enter(DatabaseRole.APP, reader);
        UUID conversation = UUID.randomUUID();
        UUID message = UUID.randomUUID();
        writeConversation(conversation);
        sql.run("""
                insert into message (id, conversation_id, user_id, role, status, text, created_at)
                values (?, ?, ?, 'reader', 'complete', 'probe', now())
                """, message, conversation, reader);
        sql.run("insert into feedback (message_id, user_id, thumb, created_at, updated_at) values (?, ?, 'up', now(), now())", message,
                reader);
        sql.run("insert into question_count (user_id, day, asked) values (?, current_date, 1)", reader);
        return true;
    }

    private boolean writeConversation(UUID id) throws SQLException {
        sql.run("insert into conversation (id, user_id, title, created_at, updated_at) values (?, ?, 'probe', now(), now())", id, reader);
        return true;
    }

    private boolean sees(String table) throws SQLException {
        return allowed(() -> sql.is("exists (select from " + Sql.quoted(table) + ")"));
    }

    private interface Trial {
        boolean succeeds() throws SQLException;
    }

    /** Whether it succeeds; undone and false where PostgreSQL refuses it for want of a privilege or by a policy. */
    private boolean allowed(Trial trial) throws SQLException {
        Savepoint before = sql.connection().setSavepoint();
        try {
            return trial.succeeds();
        } catch (SQLException e) {
            if (!REFUSED.equals(e.getSQLState())) {
                throw e;
            }
            sql.connection().rollback(before);
            return false;
        }
    }

    private void enter(DatabaseRole role, String user) throws SQLException {
        sql.one("select set_config('role', ?, true) || set_config('hornbook.user_id', ?, true)", role.sqlName(), user);
    }
}
