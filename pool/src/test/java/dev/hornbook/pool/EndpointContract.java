package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGProperty;

/**
 * What the pool relies on from an endpoint, of whoever made it. Each place has the same suite: the simulator always, Neon itself where its URL
 * is given. Everything it makes is in a schema of its own, which it drops.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EndpointContract {
    /** The two hosts of a compute. */
    enum Host {
        DIRECT,
        POOLED
    }

    private final String schema = "hornbook_contract_" + UUID.randomUUID().toString().replace('-', '_');

    /** The URL of this host, password included. */
    abstract String url(Host host);

    /** Whether statements prepared by name work here; Neon says so of both its hosts. */
    boolean carriesNames(Host host) {
        return true;
    }

    /** Before anything else. */
    void begin() {}

    /** After everything else. */
    void end() {}

    @BeforeAll
    void makeSchema() throws SQLException {
        begin();
        execute("create schema " + schema);
        execute("create table " + schema + ".note (id int primary key, text text not null)");
    }

    @AfterAll
    void dropSchema() throws SQLException {
        try {
            execute("drop schema if exists " + schema + " cascade");
        } finally {
            end();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection c = connect(Host.DIRECT); Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }

    NeonUrl parsed(Host host) {
        NeonUrl url = NeonUrl.parse(url(host));
        assertThat(url.isNeon()).isTrue();
        assertThat(url.isPooled()).isEqualTo(host == Host.POOLED);
        return url;
    }

    /** Connects as the pool does, but for these properties; an empty value takes one away. */
    Connection connect(Host host, Map<PGProperty, String> changed) throws SQLException {
        return connect(host, parsed(host).host(), parsed(host).database(), changed);
    }

    Connection connect(Host host) throws SQLException {
        return connect(host, Map.of());
    }

    private Connection connect(Host host, String address, String database, Map<PGProperty, String> changed) throws SQLException {
        NeonUrl url = parsed(host);
        Properties properties = DriverProperties.of(url);
        PGProperty.USER.set(properties, url.user());
        PGProperty.PASSWORD.set(properties, url.password());
        PGProperty.PG_DBNAME.set(properties, database);
        PGProperty.LOGIN_TIMEOUT.set(properties, 30);
        properties.remove(PGProperty.SOCKET_FACTORY.getName());
        changed.forEach((property, value) -> {
            properties.remove(property.getName());
            if (!value.isEmpty()) {
                property.set(properties, value);
            }
        });
        return DriverManager.getConnection("jdbc:postgresql://" + address + ":" + url.port() + "/", properties);
    }

    static void refused(SQLException e, String text) {
        assertThat((Object) e).isNotNull();
        assertThat((Throwable) e).hasMessageContaining(text);
        assertThat(e.getSQLState()).as("every error of the proxy's while connecting").isEqualTo("XX000");
    }

    @ParameterizedTest
    @EnumSource
    void plainTextIsRefused(Host host) {
        Map<PGProperty, String> plain = Map.of(PGProperty.SSL_MODE, "disable", PGProperty.CHANNEL_BINDING, "disable");
        refused(catchThrowableOfType(SQLException.class, () -> connect(host, plain)), "connection is insecure");
    }

    @ParameterizedTest
    @EnumSource
    void theCertificateIsVerifiedAndBoundToThePassword(Host host) throws SQLException {
        Map<PGProperty, String> strict = Map.of(PGProperty.SSL_MODE, "verify-full", PGProperty.CHANNEL_BINDING, "require");
        try (Connection c = connect(host, strict)) {
            assertThat(c.isValid(10)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordIsRefusedInWords(Host host) {
        Map<PGProperty, String> wrong = Map.of(PGProperty.PASSWORD, "not-" + UUID.randomUUID());
        refused(catchThrowableOfType(SQLException.class, () -> connect(host, wrong)), "password authentication failed for user");
    }

    @Test
    void aDatabaseThatIsNotThereIsRefusedInWords() {
        SQLException e = catchThrowableOfType(SQLException.class,
                () -> connect(Host.DIRECT, parsed(Host.DIRECT).host(), "hornbook_nowhere", Map.of()));
        refused(e, "database \"hornbook_nowhere\" does not exist");
    }

    @ParameterizedTest
    @EnumSource
    void theEndpointIsFoundByTheOptionsAloneAndWithoutThemNowhere(Host host) throws Exception {
        NeonUrl url = parsed(host);
        String address = InetAddress.getByName(url.host()).getHostAddress();
        String id = url.endpoint().orElseThrow() + (host == Host.POOLED ? "-pooler" : "");
        // By address there is no server name in the handshake, and no name to verify.
        Map<PGProperty, String> named = Map.of(PGProperty.SSL_MODE, "require", PGProperty.SSL_FACTORY,
                "org.postgresql.ssl.NonValidatingFactory",
                PGProperty.OPTIONS, "endpoint=" + id);
        try (Connection c = connect(host, address, url.database(), named)) {
            assertThat(c.isValid(10)).isTrue();
        }
        Map<PGProperty, String> unnamed = Map.of(PGProperty.SSL_MODE, "require", PGProperty.SSL_FACTORY,
                "org.postgresql.ssl.NonValidatingFactory", PGProperty.OPTIONS, "");
        refused(catchThrowableOfType(SQLException.class, () -> connect(host, address, url.database(), unnamed)),
                "Endpoint ID is not specified");
    }

    @ParameterizedTest
    @EnumSource
    void ofTheStartupParametersTheNameArrivesAndTheTimeZoneDoesNot(Host host) throws SQLException {
        try (Connection c = connect(host, Map.of(PGProperty.APPLICATION_NAME, "contract"))) {
            assertThat(Database.text(c, "show application_name")).isEqualTo("contract");
            assertThat(Database.text(c, "select source from pg_settings where name = 'TimeZone'")).isNotEqualTo("client");
            assertThat(Database.text(c, "show client_encoding")).isEqualTo("UTF8");
        }
    }

    @ParameterizedTest
    @EnumSource
    void onceConnectedErrorsAreThePostgresOwn(Host host) throws SQLException {
        try (Connection c = connect(host)) {
            SQLException e = catchThrowableOfType(SQLException.class, () -> Database.text(c, "select 1/0"));
            assertThat(e.getSQLState()).isEqualTo("22012");
            assertThat(c.isValid(10)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void preparedStatementsOfTheProtocolWorkOverAndOverBesideOthers(Host host) throws SQLException {
        Map<PGProperty, String> named = carriesNames(host) ? Map.of(PGProperty.PREPARE_THRESHOLD, "5") : Map.of();
        try (Connection one = connect(host, named); Connection other = connect(host, named)) {
            for (int i = 0; i < 12; i++) {
                for (Connection c : new Connection[]{one, other}) {
                    try (PreparedStatement s = c.prepareStatement("select ?::int * 2")) {
                        s.setInt(1, i);
                        ResultSet rows = s.executeQuery();
                        rows.next();
                        assertThat(rows.getInt(1)).isEqualTo(2 * i);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionIsWholeAndItsSettingsEndWithIt(Host host) throws SQLException {
        String table = schema + ".note";
        try (Connection c = connect(host); Statement s = c.createStatement()) {
            String before = Database.text(c, "show search_path");
            c.setAutoCommit(false);
            s.execute("set local search_path to " + schema);
            s.execute("insert into note values (" + host.ordinal() + ", 'kept')");
            c.commit();
            assertThat(Database.text(c, "show search_path")).isEqualTo(before);
            s.execute("insert into " + table + " values (100, 'not kept')");
            c.rollback();
            assertThat(Database.text(c, "select text from " + table + " where id = " + host.ordinal())).isEqualTo("kept");
            assertThat(Database.text(c, "select count(*) from " + table + " where id = 100")).isEqualTo("0");
            c.rollback();
        }
    }

    @Test
    void theServerTellsItsSizeAndHowATransactionEnded() throws SQLException {
        try (Connection c = connect(Host.DIRECT)) {
            assertThat(Integer.parseInt(Database.text(c, "show max_connections"))).isGreaterThanOrEqualTo(100);
            assertThat(Integer.parseInt(Database.text(c, "show superuser_reserved_connections"))).isPositive();
            assertThat(Database.text(c, "show idle_in_transaction_session_timeout")).isEqualTo("5min");
            c.setAutoCommit(false);
            String id = Database.text(c, "select pg_current_xact_id()");
            c.rollback();
            assertThat(Database.text(c, "select pg_xact_status('" + id + "'::xid8)")).isEqualTo("aborted");
            c.rollback();
        }
    }

    @Test
    void aSessionThatIsEndedReads57P01() throws SQLException {
        try (Connection ended = connect(Host.DIRECT); Connection other = connect(Host.DIRECT)) {
            String process = Database.text(ended, "select pg_backend_pid()");
            assertThat(Database.text(other, "select pg_terminate_backend(" + process + ")")).isEqualTo("t");
            SQLException e = catchThrowableOfType(SQLException.class, () -> Database.text(ended, "select 1"));
            assertThat(e.getSQLState()).isEqualTo("57P01");
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePoolWorksAndKnowsTheServersSize(Host host) throws SQLException {
        try (NeonDataSource db = NeonDataSource.open(NeonSettings.of(url(host)).maximumSize(2).acquireTimeout(Duration.ofSeconds(20)))) {
            assertThat(Database.number(db, "select 41 + 1")).isEqualTo(42);
            assertThatThrownBy(() -> Database.number(db, "select 1/0")).isInstanceOf(SQLException.class);
            assertThat(db.snapshot().idle()).isEqualTo(1);
            try (Connection first = db.getConnection(); Connection second = db.getConnection()) {
                assertThat(first).isNotSameAs(second);
                assertThat(db.snapshot().capacity()).hasValueSatisfying(size -> assertThat(size.usable()).isPositive());
            }
        }
    }
}
