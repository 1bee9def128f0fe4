package dev.hornbook.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pooled host, with one server connection for each user and database, so that who shares it is seen. */
@Tag("integration")
class PooledTest {

    private static final SimulatorSettings SETTINGS = SimulatorSettings.temporary().neverSuspend()
            .pooler(PoolerSettings.NEONS.poolSize(1).queryWait(Duration.ofSeconds(1)).maxClients(12));

    private static Simulator simulator;
    private static Client pooled;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SETTINGS);
        assertThat(simulator.pooler()).as("these tests are about PgBouncer: install it (apt install pgbouncer)").isPresent();
        pooled = Client.of(simulator.pooledUrl()).with("prepareThreshold", "0");
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void transactionsOfTwoClientsTakeTurnsOnOneServerConnection() throws Exception {
        try (Connection one = pooled.connect(); Connection other = pooled.connect()) {
            String server = Client.one(one, "select pg_backend_pid()");
            assertThat(Client.one(other, "select pg_backend_pid()")).isEqualTo(server);
            assertThat(simulator.counters().pooledSessions()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void whatASessionSetsStaysWithTheServerConnection() throws Exception {
        try (Connection one = pooled.connect(); Connection other = pooled.connect(); Statement statement = one.createStatement()) {
            statement.execute("set statement_timeout = '77s'");
            assertThat(Client.one(other, "show statement_timeout")).isEqualTo("77s");
            statement.execute("reset statement_timeout");
        }
    }

    @Test
    void aClientWaitsForAServerConnectionAndIsLetGoInTheEnd() throws Exception {
        try (Connection one = pooled.connect(); Connection other = pooled.connect()) {
            one.setAutoCommit(false);
            Client.one(one, "select 1");
            assertThatThrownBy(() -> Client.one(other, "select 1")).hasMessageContaining("query_wait_timeout").isInstanceOfSatisfying(
                    SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
            one.rollback();
            assertThat(other.isValid(1)).isFalse();
        }
    }

    @Test
    void oneClientTooManyIsRefused() throws Exception {
        Connection[] open = new Connection[12];
        try {
            assertThatThrownBy(() -> {
                for (int i = 0; i < open.length; i++) {
                    open[i] = pooled.connect();
                }
                pooled.connect().close();
            }).hasMessageContaining(Refusal.POOLER_FULL.text()).isInstanceOfSatisfying(SQLException.class,
                    e -> assertThat(e.getSQLState()).isEqualTo("XX000"));
        } finally {
            for (Connection each : open) {
                if (each != null) {
                    each.close();
                }
            }
        }
    }

    @Test
    void aStartUpParameterThatThePoolerCannotKeepIsRefused() {
        assertThatThrownBy(pooled.with("options", pooled.properties().get("options") + " -c work_mem=1MB")::connect)
                .hasMessageContaining("unsupported startup parameter");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        assertThatThrownBy(pooled.to("localhost:" + simulator.port() + "/absent")::connect)
                .hasMessageContaining(Refusal.NO_DATABASE.text("absent"));
    }

    @Test
    void aRoleMadeBySqlComesThroughAtOnce() throws Exception {
        try (Connection connection = Client.of(simulator.url()).connect(); Statement statement = connection.createStatement()) {
            statement.execute("create role \"a \"\"new\"\" one\" login password 'new'");
        }
        try (Connection connection = pooled.with("user", "a \"new\" one").with("password", "new").connect()) {
            assertThat(Client.one(connection, "select current_user")).isEqualTo("a \"new\" one");
        }
    }

    @Test
    void thePoolersOwnConsoleIsNobodys() {
        assertThatThrownBy(pooled.to("localhost:" + simulator.port() + "/pgbouncer")::connect).isInstanceOf(SQLException.class);
    }

    @Test
    void aServerConnectionThatDiesUnderAStatementLeavesItsOutcomeOpen() throws Exception {
        try (Connection connection = pooled.connect(); Connection direct = Client.of(simulator.url()).connect()) {
            CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> whenRunning(direct, "to be terminated",
                    pid -> Client.one(direct, "select pg_terminate_backend(" + pid + ")")));
            assertThatThrownBy(() -> Client.one(connection, "select pg_sleep(30) /* to be terminated */")).isInstanceOf(SQLException.class);
            ended.join();
            assertThatThrownBy(() -> Client.one(connection, "select 1"))
                    .hasMessageMatching("(?s).*(server conn crashed|I/O error|closed).*");
        }
    }

    @Test
    void aRunningStatementCanBeCancelled() throws Exception {
        try (Connection connection = pooled.connect();
                Connection direct = Client.of(simulator.url()).connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> cancelled = CompletableFuture
                    .runAsync(() -> whenRunning(direct, "to be cancelled", pid -> statement.cancel()));
            assertThatThrownBy(() -> statement.execute("select pg_sleep(30) /* to be cancelled */")).isInstanceOfSatisfying(
                    SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            cancelled.join();
        }
    }

    private interface Strike {
        void at(String pid) throws SQLException;
    }

    private static void whenRunning(Connection watcher, String mark, Strike strike) {
        try {
            String running = "select max(pid) from pg_stat_activity where state = 'active' and query like '%" + mark + " */'";
            String pid = Client.one(watcher, running);
            while (pid == null) {
                Thread.onSpinWait();
                pid = Client.one(watcher, running);
            }
            strike.at(pid);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thePoolerIsGoneWithItsComputeAndBackWithTheNextClient() throws Exception {
        pooled.connect().close();
        ProcessHandle first = pgbouncer();
        simulator.suspend();
        assertThat(first.isAlive()).isFalse();
        try (Connection connection = pooled.connect()) {
            assertThat(Client.one(connection, "select 1")).isEqualTo("1");
        }
        assertThat(pgbouncer().pid()).isNotEqualTo(first.pid());
    }

    @Test
    void itsConfigurationIsItsOwnersAlone() throws Exception {
        pooled.connect().close();
        for (String file : new String[]{"pgbouncer.ini", "users"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().resolve(file)))).as(file).isEqualTo("rw-------");
        }
        assertThat(home().resolve("pgbouncer.ini")).content().contains("pool_mode = transaction").doesNotContain("password");
    }

    @Test
    void whereNoPgBouncerIsThePooledHostLeadsStraightToPostgresAndEndsAsAPooledOne() throws Exception {
        try (Simulator bare = Simulator.start(SimulatorSettings.temporary().neverSuspend().pooler(PoolerSettings.NEONS.without()))) {
            assertThat(bare.pooler()).isEmpty();
            try (RawClient raw = RawClient.session(bare, Client.of(bare.url()), true, java.util.Map.of())) {
                raw.ready();
                bare.suspend();
                assertThat(raw.readOrEnd()).isEmpty();
            }
        }
    }

    private static Path home() {
        return SETTINGS.directory().resolve("pgbouncer");
    }

    private static ProcessHandle pgbouncer() throws Exception {
        return ProcessHandle.of(Long.parseLong(Files.readString(home().resolve("pgbouncer.pid")).strip())).orElseThrow();
    }
}
