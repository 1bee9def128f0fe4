package dev.hornbook.database;

import java.sql.SQLException;
import java.util.Set;

/**
 * Makes the {@link DatabaseRole}s and lets a login take them on. Roles belong to the whole server: another database, or
 * another process, may be making the same ones at this moment, so each step looks first, and a step lost to somebody else's
 * is looked at again.
 *
 * <p>Up to PostgreSQL 15 being a member is enough for {@code set role}; from 16 on the membership needs the SET option, and
 * the maker of a role has only ADMIN on it (facts: a Neon console role is denied until granted {@code with set true}).
 */
final class Roles {
    /** Somebody made the same thing at the same time: the name, the membership's key, or the catalogue's row. */
    private static final Set<String> LOST_A_RACE = Set.of("42710", "23505", "XX000", "40001", "40P01");

    private static final int ATTEMPTS = 20;

    private final Sql sql;

    private final String login;

    /**
     * @param owner a connection in autocommit whose login may create roles
     * @param login the name of the role that the service logs in as
     */
    Roles(Sql owner, String login) {
        this.sql = owner;
        this.login = login;
    }

    /** @throws MigrationException when the owner may not do it, with what to run instead */
    void ensure() throws SQLException {
        for (DatabaseRole role : DatabaseRole.values()) {
            insist(role, this::create);
            refuseIfMighty(role);
            insist(role, this::grantToLogin);
        }
    }

    private interface Step {
        void take(DatabaseRole role) throws SQLException;
    }

    private void insist(DatabaseRole role, Step step) throws SQLException {
        for (int attempt = 1;; attempt++) {
            try {
                step.take(role);
                return;
            } catch (SQLException e) {
                if (e.getSQLState().equals("42501")) {
                    throw new MigrationException(mayNot(role), e);
                }
                if (!LOST_A_RACE.contains(e.getSQLState()) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void create(DatabaseRole role) throws SQLException {
        if (!sql.is("select exists (select from pg_roles where rolname = ?)", role.sqlName())) {
            sql.run("create role " + role.sqlName() + " nologin");
        }
    }

    private void refuseIfMighty(DatabaseRole role) throws SQLException {
        if (sql.is("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = ?", role.sqlName())) {
            throw new MigrationException("The role " + role.sqlName() + " of this server may more than Hornbook's roles should (superuser, "
                    + "bypassrls or createrole), so it cannot keep readers apart. As its owner run: alter role " + role.sqlName()
                    + " nosuperuser nobypassrls nocreaterole");
        }
    }

    private void grantToLogin(DatabaseRole role) throws SQLException {
        if (!sql.is("select pg_has_role(?, ?, " + MAY_SET + ")", login, role.sqlName())) {
            sql.run("grant " + role.sqlName() + " to " + Sql.quoted(login) + (hasSetOption() ? " with inherit false, set true" : ""));
        }
    }

    /** The privilege that {@code set role} needs, as pg_has_role names it on this version. */
    static final String MAY_SET = "case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end";

    private boolean hasSetOption() throws SQLException {
        return sql.connection().getMetaData().getDatabaseMajorVersion() >= 16;
    }

    private String mayNot(DatabaseRole role) {
        return "This login may not make the role " + role.sqlName() + ", or not let " + login + " take it on. Hornbook needs it to keep "
                + "readers' rows apart. Either migrate as a role with CREATEROLE (HORNBOOK_MIGRATE_URL; on Neon the role from the console), "
                + "or have the role's owner run: create role " + role.sqlName() + " nologin; grant " + role.sqlName() + " to "
                + Sql.quoted(login)
                + " with set true  (without \"with set true\" before PostgreSQL 16)";
    }
}
