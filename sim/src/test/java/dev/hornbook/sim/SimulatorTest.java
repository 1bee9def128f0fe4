package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

@Tag("integration")
class SimulatorTest {

    private static final SimulatorSettings SETTINGS = SimulatorSettings.temporary().neverSuspend();

    private static Simulator simulator;
    private static Client client;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SETTINGS);
        client = Client.of(simulator.url());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void aClientConnectsWithTheUrlAsItIs() throws Exception {
        assertThat(client.properties()).containsEntry("sslmode", "verify-full").containsEntry("channelBinding", "require");
        try (Connection connection = client.connect()) {
            assertThat(Client.one(connection, "select current_user")).isEqualTo("reader");
            assertThat(Client.one(connection, "show server_version")).startsWith("18.");
        }
    }

    @Test
    void aClientWithoutChannelBindingIsWelcomeToo() throws Exception {
        try (Connection connection = client.with("channelBinding", "disable").connect()) {
            assertThat(Client.one(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void tlsMayBeginWithoutBeingAskedFor() throws Exception {
        try (Connection connection = client.with("sslNegotiation", "direct").connect()) {
            assertThat(Client.one(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void thePooledUrlLeadsToTheSameData() throws Exception {
        try (Connection connection = Client.of(simulator.pooledUrl()).connect()) {
            assertThat(Client.one(connection, "select current_database()")).isEqualTo("hornbook");
        }
    }

    @Test
    void theDatabaseIsDurable() throws Exception {
        try (Connection connection = client.connect()) {
            for (String setting : new String[]{"fsync", "full_page_writes", "synchronous_commit"}) {
                assertThat(Client.one(connection, "show " + setting)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void theLoginIsWhatTheConsoleMakesAndNoMore() throws Exception {
        try (Connection connection = client.connect()) {
            assertThat(Client.one(connection,
                    """
                    select concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit)
                    from pg_roles where rolname = current_user
                    """))
                    .isEqualTo("f t t t t t t -1");
            assertThat(Client.one(connection,
                    """
                    select string_agg(roleid::regrole::text || ' ' || admin_option || ' ' || inherit_option || ' ' || set_option, ',')
                    from pg_auth_members where member = current_user::regrole and roleid::regrole::text ~ '^(neon|pg)_'
                    """)).isEqualTo("neon_superuser false true true");
            assertThat(Client.one(connection, """
                                              select string_agg(roleid::regrole::text, ',' order by roleid::regrole::text)
                                              from pg_auth_members where member = 'neon_superuser'::regrole
                                              """))
                    .isEqualTo("pg_create_subscription,pg_monitor,pg_read_all_data,pg_signal_backend,pg_write_all_data");
            assertThat(Client.one(connection, "select rolsuper or rolcanlogin from pg_roles where rolname = 'neon_superuser'"))
                    .isEqualTo("f");
            assertThat(Client.one(connection, "select pg_get_userbyid(datdba) from pg_database where datname = current_database()"))
                    .isEqualTo("reader");
        }
    }

    @Test
    void theLoginNeitherBecomesASuperuserNorMakesOne() throws Exception {
        try (Connection connection = client.connect(); Statement statement = connection.createStatement()) {
            for (String attempt : new String[]{"alter role reader superuser", "create role climber superuser", "set role cloud_admin",
                "set session authorization cloud_admin", "grant cloud_admin to reader", "alter role cloud_admin password 'x'",
                "copy (select 1) to program 'true'", "select pg_read_file('postgresql.conf')", "alter system set fsync = off"}) {
                assertThatThrownBy(() -> statement.execute(attempt)).as(attempt).isInstanceOfSatisfying(SQLException.class,
                        e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    @Test
    void theLoginMustBeGrantedWhatItCreatesBeforeItCanActAsIt() throws Exception {
        try (Connection connection = client.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create role part_player");
            assertThatThrownBy(() -> statement.execute("set role part_player")).hasMessageContaining("permission denied to set role");
            statement.execute("grant part_player to current_user with set true");
            statement.execute("set role part_player");
        }
    }

    @Test
    void aRoleMadeBySqlLogsInAtOnceAndWithItsNewPassword() throws Exception {
        try (Connection connection = client.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create role runtime login password 'first'");
            client.with("user", "runtime").with("password", "first").connect().close();
            statement.execute("alter role runtime password 'second'");
            client.with("user", "runtime").with("password", "second").connect().close();
            assertThatThrownBy(client.with("user", "runtime").with("password", "first")::connect)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aSessionBeginsAsTheComputeSaysWhateverTheClientSent() throws Exception {
        try (Connection connection = client.with("ApplicationName", "tester")
                .with("options", client.properties().get("options") + " -c work_mem=1MB")
                .connect()) {
            // pgjdbc sends TimeZone and, with assumeMinServerVersion, more; the proxy drops them.
            assertThat(Client.one(connection, "select source from pg_settings where name = 'TimeZone'")).isNotEqualTo("client");
            assertThat(Client.one(connection, "show application_name")).isEqualTo("tester");
            assertThat(Client.one(connection, "show work_mem")).isEqualTo("1MB");
            assertThat(Client.one(connection, "show client_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void errorsDuringConnectAreNeonsWhateverTheyWere() {
        refused(client.with("password", "wrong"), "password authentication failed for user 'reader'");
        refused(client.with("user", "nobody"), "password authentication failed for user 'nobody'");
        refused(client.with("options", "endpoint=ep-another-1"), "password authentication failed for user 'reader'");
        refused(client.without("options"), "Endpoint ID is not specified");
        refused(client.to("localhost:" + simulator.port() + "/absent"), "database \"absent\" does not exist");
        refused(client.with("sslmode", "disable").with("channelBinding", "disable"),
                "connection is insecure (try using `sslmode=require`)");
        refused(client.with("options", client.properties().get("options") + " -c no_such_setting=1"),
                "unrecognized configuration parameter \"no_such_setting\"");
    }

    private static void refused(Client client, String text) {
        assertThatThrownBy(client::connect).isInstanceOfSatisfying(PSQLException.class, e -> {
            assertThat(e.getServerErrorMessage()).as(e.toString()).isNotNull();
            assertThat(e.getServerErrorMessage().getMessage()).startsWith(text);
            assertThat(e.getServerErrorMessage().getSeverity()).isEqualTo("ERROR");
            assertThat(e.getSQLState()).isEqualTo("XX000");
        });
    }

    @Test
    void afterConnectErrorsAreThePostgresOwn() throws Exception {
        try (Connection connection = client.connect()) {
            assertThatThrownBy(() -> Client.one(connection, "select 1/0")).isInstanceOfSatisfying(SQLException.class,
                    e -> assertThat(e.getSQLState()).isEqualTo("22012"));
        }
    }

    @Test
    void aRunningStatementCanBeCancelled() throws Exception {
        try (Connection connection = client.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists signal (id int)");
            CompletableFuture<Void> cancelled = CompletableFuture.runAsync(() -> cancelWhenRunning(statement));
            assertThatThrownBy(() -> statement.execute("select pg_sleep(30) /* to be cancelled */")).isInstanceOfSatisfying(
                    SQLException.class,
                    e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            cancelled.join();
        }
    }

    private static void cancelWhenRunning(Statement statement) {
        try (Connection watcher = client.connect()) {
            String running = "select count(*) from pg_stat_activity where state = 'active' and query like '%to be cancelled */'";
            while (!Client.one(watcher, running).equals("1")) {
                Thread.onSpinWait();
            }
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFreshDatabaseIsTheLoginsOwnAndEmpty() throws Exception {
        String url = simulator.createDatabase("fresh");
        try (Connection connection = Client.of(url).connect(); Statement statement = connection.createStatement()) {
            statement.execute("create table t (id int)");
        }
        assertThat(simulator.createDatabase("fresh")).isEqualTo(url);
        try (Connection connection = Client.of(url).connect()) {
            assertThat(Client.one(connection, "select count(*) from pg_tables where tablename = 't'")).isEqualTo("0");
        }
        assertThatThrownBy(() -> simulator.createDatabase("postgres")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyClientsConnectAtOnce() {
        CompletableFuture<?>[] clients = new CompletableFuture<?>[40];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new CompletableFuture<Void>();
            CompletableFuture<?> mine = clients[i];
            Thread.ofVirtual().start(() -> {
                try (Connection connection = client.connect()) {
                    Client.one(connection, "select 1");
                    mine.complete(null);
                } catch (SQLException e) {
                    mine.completeExceptionally(e);
                }
            });
        }
        assertThat(CompletableFuture.allOf(clients)).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void postgresLogHoldsNothingOfStatementsAndRows() throws Exception {
        try (Connection connection = client.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create table token (value text primary key)");
            statement.execute("insert into token values ('canary')");
            for (String failing : new String[]{"insert into token values ('canary')", "select 'canary'::int",
                "create role reader password 'canary'"}) {
                assertThatThrownBy(() -> statement.execute(failing)).isInstanceOf(SQLException.class);
            }
        }
        assertThat(SETTINGS.directory().resolve("postgres.log")).content().contains("ready to accept connections").doesNotContain("canary");
    }

    @Test
    void thePasswordIsInNoToString() {
        assertThat(simulator.toString()).doesNotContain(client.properties().get("password"));
    }
}
