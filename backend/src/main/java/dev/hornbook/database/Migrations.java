package dev.hornbook.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings a database to the schema that this Hornbook works on: the roles first (they belong to the server), then the
 * migrations under {@code db/migration}, by Flyway. Doing it twice, or from several processes at once, is harmless. A
 * database that already holds Better Auth's tables is adopted. A schema from a newer Hornbook is refused.
 *
 * <p>The connections must be direct ones: Flyway's lock is the session's, which a transaction pooler does not keep.
 */
public final class Migrations {
    /** The version of the newest migration under {@code db/migration}. */
    public static final String VERSION = "9";

    /** Ours by name, so that another user of Flyway in the same database keeps its own history. */
    private static final String HISTORY = "hornbook_migration";

    private static final String UNDEFINED_TABLE = "42P01";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Migrations() {}

    /**
     * Migrates as the login that the service itself runs as.
     *
     * @param direct connections over the direct host; up to four are used at once, and all given back
     * @throws MigrationException when this database cannot be brought to our schema
     * @throws DatabaseException when it could not be reached
     */
    public static MigrationResult migrate(DataSource direct) {
        return migrate(direct, Optional.empty());
    }

    /**
     * Migrates as an owner, for a service that logs in as somebody else.
     *
     * @param runtimeLogin the role that the service logs in as, which is let take on Hornbook's roles; the owner's own when empty
     */
    public static MigrationResult migrate(DataSource owner, Optional<String> runtimeLogin) {
        try (Connection connection = owner.getConnection()) {
            if (isCurrent(connection, runtimeLogin)) {
                return new MigrationResult.UpToDate(VERSION);
            }
            Sql sql = new Sql(connection);
            // Flyway's own lock leaves the making of its history table open to a race.
            sql.one("select pg_advisory_lock(hashtextextended('hornbook.migration', 0))::text");
            try {
                return locked(sql, owner, runtimeLogin);
            } finally {
                sql.one("select pg_advisory_unlock(hashtextextended('hornbook.migration', 0))::text");
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static MigrationResult locked(Sql sql, DataSource owner, Optional<String> runtimeLogin) throws SQLException {
        if (isCurrent(sql.connection(), runtimeLogin)) {
            return new MigrationResult.Migrated(VERSION, List.of());
        }
        new Roles(sql, runtimeLogin.isPresent() ? runtimeLogin.get() : sql.one("select current_user::text")).ensure();
        if (sql.is("to_regclass('%s') is not null".formatted(HISTORY)) && sql.is("not exists (select from %s)".formatted(HISTORY))) {
            // Left by a process that was killed in its first moment; Flyway would refuse to go on from it.
            sql.run("drop table " + HISTORY);
        }
        MigrateResult result = flyway(owner);
        // What isCurrent reads; it holds nothing but the names and times of migrations.
        sql.run("grant select on " + HISTORY + " to public");
        return new MigrationResult.Migrated(VERSION,
                result.migrations.stream().map((MigrateOutput each) -> each.version + " " + each.description).toList());
    }

    /**
     * Whether the schema is exactly ours and the connection's login may take on our roles, by one cheap query, on any
     * connection; Flyway itself costs about 0.6 s.
     *
     * @throws MigrationException when the schema is newer than this Hornbook
     */
    public static boolean isCurrent(DataSource any) {
        try (Connection connection = any.getConnection()) {
            return isCurrent(connection, Optional.empty());
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static boolean isCurrent(Connection connection, Optional<String> login) throws SQLException {
        String sql = """
                     select version, description, success,
                            (select count(*) from pg_roles
                             where rolname = any (?) and pg_has_role(coalesce(?, current_user), oid, %s)) = ? as may_set_roles
                     from %s
                     where version is not null
                     order by string_to_array(version, '.')::int[] desc
                     limit 1
                     """.formatted(Roles.MAY_SET, HISTORY);
        String[] roles = DatabaseRole.sqlNames().toArray(String[]::new);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters.bind(statement, 1, roles, login, roles.length);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                String version = rows.getString("version");
                if (isNewer(version)) {
                    throw tooNew(version, rows.getString("description"));
                }
                return version.equals(VERSION) && rows.getBoolean("success") && rows.getBoolean("may_set_roles");
            }
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isNewer(String version) {
        return MigrationVersion.fromVersion(version).isNewerThan(VERSION);
    }

    private static MigrationException tooNew(String version, String description) {
        return new MigrationException(
                "The database's schema is version " + version + " (" + description + "), newer than this Hornbook knows ("
                        + VERSION + "). Run a Hornbook at least as new as the one that made it, or give this one a database of its own.");
    }

    private static MigrateResult flyway(DataSource owner) {
        try {
            return Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(owner)
                    .loggers("slf4j")
                    .locations("classpath:db/migration")
                    .table(HISTORY)
                    .createSchemas(false)
                    // A database with Better Auth's tables, or anybody's, and no history of ours is adopted as it is.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .baselineDescription("before Hornbook")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new MigrationException("The database could not be migrated: " + firstServerMessage(e), e);
        }
    }

    private static String firstServerMessage(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState())
                        ? sql.getMessage()
                                + ". Migrate as the owner of the database and its tables: name it in HORNBOOK_MIGRATE_URL"
                        : sql.getMessage();
            }
        }
        return e.getMessage();
    }
}
