package dev.hornbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import dev.hornbook.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** On a server of its own, because the roles that a first migration makes belong to the server. */
@Tag("integration")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrationsTest {
    @AutoClose
    private static final Simulator server = Simulator.start(SimulatorSettings.temporary().neverSuspend());

    @Test
    @Order(1)
    void manyProcessesAtOnceOnTwoDatabasesOfAFreshServerMakeOneSchemaEach() throws Exception {
        DataSource one = empty("one");
        DataSource two = empty("two");
        List<Future<MigrationResult>> running = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                running.add(executor.submit(() -> Migrations.migrate(one)));
                running.add(executor.submit(() -> Migrations.migrate(two)));
            }
        }
        for (Future<MigrationResult> each : running) {
            assertThat(each.get().version()).isEqualTo(Migrations.VERSION);
        }
        for (DataSource database : List.of(one, two)) {
            assertThat(Migrations.isCurrent(database)).isTrue();
            IsolationCheck.prove(database);
        }
    }

    @Test
    void migratingAgainDoesNothing() {
        DataSource database = empty("again");
        assertThat(Migrations.isCurrent(database)).isFalse();
        assertThat(Migrations.migrate(database)).isInstanceOfSatisfying(MigrationResult.Migrated.class,
                migrated -> assertThat(migrated.applied()).first().isEqualTo("1 identity"));
        assertThat(Migrations.isCurrent(database)).isTrue();
        assertThat(Migrations.migrate(database)).isEqualTo(new MigrationResult.UpToDate(Migrations.VERSION));
    }

    @Test
    void theVersionIsThatOfTheNewestMigration() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("hornbook.root"), "backend/src/main/resources/db/migration"))) {
            assertThat(files.map(file -> Integer.parseInt(file.getFileName().toString().replaceAll("^V(\\d+)__\\w+\\.sql$", "$1")))
                    .max(Integer::compare)).contains(Integer.parseInt(Migrations.VERSION));
        }
    }

    /** What the real generator made, with somebody in it. The jwt and rate limit plugins were not used. */
    @Test
    void aDatabaseOfBetterAuthsIsAdoptedWithItsRows() throws SQLException {
        DataSource database = empty("adopted");
        run(database,
                """
                create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" boolean not null, "image" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
                create table "session" ("id" text not null primary key, "expiresAt" timestamptz not null, "token" text not null unique, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade);
                create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text, "password" text, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz not null);
                create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default CURRENT_TIMESTAMP not null, "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
                create index "session_userId_idx" on "session" ("userId");
                create index "account_userId_idx" on "account" ("userId");
                create index "verification_identifier_idx" on "verification" ("identifier");
                insert into "user" values ('abcdefghijklmnopqrstuvwxyz012345', 'Ann', 'ann@example.org', true, null, '2025-01-01Z', '2025-01-02Z');
                insert into "session" values ('s', '2030-01-01Z', 'tok', '2025-01-01Z', '2025-01-01Z', null, null, 'abcdefghijklmnopqrstuvwxyz012345');
                """);
        Migrations.migrate(database);
        UserId ann = Database.over(database).identity()
                .first("select \"id\" from \"user\" where \"updatedAt\" = '2025-01-02Z'", row -> new UserId(row.text("id")))
                .orElseThrow();
        Database.over(database).as(ann).update(
                "insert into conversation (id, user_id, title, created_at, updated_at) values (gen_random_uuid(), ?, 't', now(), now())",
                ann.value());
        assertThat(Database.over(database).identity().query("select \"token\" from \"session\" union all select \"key\" from \"rateLimit\"",
                row -> row.text("token")))
                .containsExactly("tok");
        IsolationCheck.prove(database);
    }

    @Test
    void betterAuthTablesOfAnotherShapeAreRefusedAndLeftAlone() throws SQLException {
        DataSource database = empty("serial_ids");
        run(database, "create table \"user\" (\"id\" serial primary key, \"name\" text, \"email\" text)");
        assertThatThrownBy(() -> Migrations.migrate(database)).isInstanceOf(MigrationException.class)
                .hasMessageContaining("\"user\".\"id\" is integer, not text")
                .hasMessageContaining("\"user\".\"emailVerified\" is missing, not boolean");
        try (Connection connection = database.getConnection()) {
            assertThat(new Sql(connection).is("to_regclass('\"session\"') is null")).isTrue();
        }
    }

    @Test
    void aFirstMigrationThatWasKilledAtOnceIsTakenUpAgain() throws SQLException {
        DataSource killed = empty("killed");
        String history = "create table hornbook_migration (installed_rank int primary key, version varchar(50), description varchar(200) not null, "
                + "type varchar(20) not null, script varchar(1000) not null, checksum int, installed_by varchar(100) not null, "
                + "installed_on timestamp not null default now(), execution_time int not null, success boolean not null)";
        run(killed, "create table somebodys (id int); " + history);
        assertThat(Migrations.migrate(killed)).isInstanceOf(MigrationResult.Migrated.class);
        assertThat(Migrations.isCurrent(killed)).isTrue();
    }

    @Test
    void aNewerSchemaIsRefusedByVersionAndName() throws SQLException {
        DataSource database = empty("newer");
        Migrations.migrate(database);
        run(database,
                """
                insert into hornbook_migration (installed_rank, version, description, type, script, installed_by, execution_time, success)
                values (99, '12', 'shared shelves', 'SQL', 'V12__shared_shelves.sql', 'reader', 1, true)
                """);
        assertThatThrownBy(() -> Migrations.migrate(database)).isInstanceOf(MigrationException.class)
                .hasMessageContaining("version 12 (shared shelves)")
                .hasMessageContaining("Run a Hornbook at least as new");
        assertThatThrownBy(() -> Migrations.isCurrent(database)).isInstanceOf(MigrationException.class);
    }

    @Test
    void anOwnerMigratesForALoginThatCannotBypassRowSecurity() throws SQLException {
        DataSource owner = empty("split");
        run(owner, "create role runtime login password 'runtime-password'");
        Migrations.migrate(owner, Optional.of("runtime"));
        DataSource runtime = TestDatabase.source(url("split").replaceFirst("//reader:[^@]*@", "//runtime:runtime-password@"));
        assertThat(Migrations.isCurrent(runtime)).isTrue();
        assertThat(Migrations.migrate(owner, Optional.of("runtime"))).isInstanceOf(MigrationResult.UpToDate.class);
        assertThat(IsolationCheck.prove(runtime)).isEqualTo(new IsolationCheck.Isolation("runtime", false));
        try (Connection lost = runtime.getConnection()) {
            assertThatThrownBy(() -> new Sql(lost).list("select id from conversation")).isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aLoginThatMayNotMakeRolesIsToldWhatToRun() throws SQLException {
        DataSource owner = empty("humble");
        run(owner,
                "create role humble login password 'humble-password'; grant all on database humble to humble; grant all on schema public to humble");
        DataSource humble = TestDatabase.source(url("humble").replaceFirst("//reader:[^@]*@", "//humble:humble-password@"));
        assertThatThrownBy(() -> Migrations.migrate(humble)).isInstanceOf(MigrationException.class)
                .hasMessageContaining("HORNBOOK_MIGRATE_URL")
                .hasMessageContaining("grant hornbook_app to \"humble\"")
                .message()
                .doesNotContain("humble-password");
    }

    @Test
    void aRoleOfOursThatMayTooMuchIsRefused() throws SQLException {
        DataSource database = empty("mighty");
        run(database,
                "do $$ begin create role hornbook_seed; exception when duplicate_object then null; end $$; alter role hornbook_seed createrole");
        try {
            assertThatThrownBy(() -> Migrations.migrate(database)).isInstanceOf(MigrationException.class)
                    .hasMessageContaining("alter role hornbook_seed");
        } finally {
            run(database, "alter role hornbook_seed nocreaterole");
        }
    }

    private static DataSource empty(String name) {
        return TestDatabase.source(server.createDatabase(name));
    }

    private static String url(String name) {
        return server.url().replace("/hornbook?", "/" + name + "?");
    }

    private static void run(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
