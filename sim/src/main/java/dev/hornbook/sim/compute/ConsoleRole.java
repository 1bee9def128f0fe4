package dev.hornbook.sim.compute;

import java.util.function.Supplier;

/**
 * What a fresh Neon compute holds: {@code neon_superuser}, a role as the console makes it, and its database.
 *
 * <p>Attributes and grants follow neondatabase/neon: {@code compute_tools/src/spec_apply.rs} for the login,
 * {@code compute_tools/src/sql/create_privileged_role.sql} and {@code compute_tools/src/migrations/} for the group.
 */
public final class ConsoleRole {

    private static final String GROUP = """
                                        create role neon_superuser createdb createrole nologin replication bypassrls in role pg_read_all_data, pg_write_all_data;
                                        grant pg_create_subscription to neon_superuser;
                                        grant pg_monitor, pg_signal_backend to neon_superuser with admin option
                                        """;

    private ConsoleRole() {}

    /** Makes the group and the login, where they are missing, the login with this SCRAM verifier as its password. */
    public static void create(Admin admin, String login, Supplier<String> verifier) {
        if (missing(admin, "pg_roles where rolname", "neon_superuser")) {
            admin.query(GROUP);
        }
        if (missing(admin, "pg_roles where rolname", login)) {
            admin.query("create role " + Sql.identifier(login) + " inherit createrole createdb bypassrls replication login password "
                    + Sql.literal(verifier.get()) + " in role neon_superuser");
        }
    }

    /** Makes a database that this login owns, unless it is there. */
    public static void createDatabase(Admin admin, String login, String name) {
        if (missing(admin, "pg_database where datname", name)) {
            admin.query("create database " + Sql.identifier(name) + " owner " + Sql.identifier(login));
        }
        // Every time: a process killed between the two statements would leave it out for ever.
        admin.query("grant all privileges on database " + Sql.identifier(name) + " to neon_superuser");
    }

    /** Drops a database with whoever is connected to it; one that is not there is fine. */
    public static void dropDatabase(Admin admin, String name) {
        admin.query("drop database if exists " + Sql.identifier(name) + " with (force)");
    }

    private static boolean missing(Admin admin, String where, String name) {
        return admin.query("select from " + where + " = " + Sql.literal(name)).isEmpty();
    }
}
