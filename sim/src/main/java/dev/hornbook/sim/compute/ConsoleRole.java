package dev.hornbook.sim.compute;

/**
 * What a fresh Neon compute holds: {@code neon_superuser}, a role as the console makes it, and its database.
 *
 * <p>Attributes and grants follow neondatabase/neon: {@code compute_tools/src/spec_apply.rs} for the login,
 * {@code compute_tools/src/sql/create_privileged_role.sql} and {@code compute_tools/src/migrations/} for the group.
 */
final class ConsoleRole {

    private static final String GROUP = """
                                        create role neon_superuser createdb createrole nologin replication bypassrls in role pg_read_all_data, pg_write_all_data;
                                        grant pg_create_subscription to neon_superuser;
                                        grant pg_monitor, pg_signal_backend to neon_superuser with admin option
                                        """;

    private ConsoleRole() {}

    /** Makes the group, where it is missing, and the login with this SCRAM verifier as its password. */
    static void create(Admin admin, String login, String verifier) {
        if (admin.query("select from pg_roles where rolname = 'neon_superuser'").isEmpty()) {
            admin.query(GROUP);
        }
        if (admin.query("select from pg_roles where rolname = " + Sql.literal(login)).isEmpty()) {
            admin.query("create role " + Sql.identifier(login) + " inherit createrole createdb bypassrls replication login password "
                    + Sql.literal(verifier) + " in role neon_superuser");
        }
    }

    /** Makes a database that this login owns, unless it is there. */
    static void createDatabase(Admin admin, String login, String name) {
        if (admin.query("select from pg_database where datname = " + Sql.literal(name)).isEmpty()) {
            admin.query("create database " + Sql.identifier(name) + " owner " + Sql.identifier(login));
            admin.query("grant all privileges on database " + Sql.identifier(name) + " to neon_superuser");
        }
    }

    /** Drops a database with whoever is connected to it; one that is not there is fine. */
    static void dropDatabase(Admin admin, String name) {
        admin.query("drop database if exists " + Sql.identifier(name) + " with (force)");
    }
}
