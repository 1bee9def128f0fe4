package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What a caller holds: a connection like any other, until it is closed, and nothing of it afterwards. */
@Tag("integration")
class ConnectionTest {
    @AutoClose
    private static final Simulator neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
    @AutoClose
    private final NeonDataSource db = NeonDataSource.open(NeonSettings.of(neon.url()).maximumSize(1).acquireTimeout(Duration.ofSeconds(2)));

    @Test
    void closingTwiceGivesBackOnce() throws SQLException {
        Connection c = db.getConnection();
        c.close();
        c.close();
        assertThat(c.isClosed()).isTrue();
        assertThat(c.isValid(1)).isFalse();
        assertThat(db.snapshot().idle()).isEqualTo(1);
        assertThatThrownBy(c::createStatement).isInstanceOf(SQLException.class).hasMessageContaining("went back to the pool");
        c.abort(Runnable::run);
        assertThat(Database.one(db)).isEqualTo(1);
    }

    @Test
    void aStatementKeptForLongerDoesNotRunOnSomebodyElsesConnection() throws SQLException {
        Connection c = db.getConnection();
        PreparedStatement kept = c.prepareStatement("select 1");
        ResultSet rows = kept.executeQuery();
        c.close();
        try (Connection next = db.getConnection()) {
            assertThat(next.isClosed()).isFalse();
            assertThat(kept.isClosed()).isTrue();
            assertThat(rows.isClosed()).isTrue();
            assertThatThrownBy(kept::executeQuery).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aStatementLeadsBackToTheConnectionItCameFrom() throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement(); PreparedStatement p = c.prepareStatement("select ?")) {
            assertThat(s.getConnection()).isSameAs(c);
            assertThat(p.getConnection()).isSameAs(c);
            assertThat(s).isEqualTo(s).isNotEqualTo(p);
            ResultSet rows = s.executeQuery("select 1");
            assertThat(rows.getStatement()).isSameAs(s);
            assertThat(rows.getStatement().getConnection()).isSameAs(c);
            assertThat(c.getMetaData().getConnection()).isSameAs(c);
            assertThat(c.getMetaData().getTableTypes().getStatement()).isNull();
            s.getConnection().close();
            assertThat(c.isClosed()).isTrue();
            assertThat(rows.isClosed()).isTrue();
            assertThatThrownBy(rows::next).hasMessageContaining("went back to the pool");
            rows.close();
        }
        assertThat(db.snapshot().idle()).isEqualTo(1);
    }

    @Test
    void anOpenTransactionIsRolledBackAndCountedHoweverItWasBegun() throws SQLException {
        Database.execute(db, "create table left_open (n int)");
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            s.execute("insert into left_open values (1)");
        }
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            s.execute("begin; insert into left_open values (2)");
        }
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            assertThatThrownBy(() -> s.execute("select nonsense")).isInstanceOf(SQLException.class);
        }
        assertThat(Database.number(db, "select count(*) from left_open")).isZero();
        assertThat(db.snapshot().counters().rolledBack()).isEqualTo(3);
        assertThat(db.snapshot().counters().opened()).isEqualTo(1);
    }

    @Test
    void whatJdbcCanChangeIsAsBeforeForTheNextCaller() throws SQLException {
        String isolation;
        String schema;
        String application;
        try (Connection c = db.getConnection()) {
            isolation = Database.text(c, "show transaction_isolation");
            schema = Database.text(c, "show search_path");
            application = Database.text(c, "show application_name");
            c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            c.setSchema("pg_catalog");
            c.setClientInfo("ApplicationName", "somebody");
            c.setReadOnly(true);
            c.setNetworkTimeout(Runnable::run, 12_345);
            c.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
            c.setAutoCommit(false);
        }
        try (Connection c = db.getConnection()) {
            assertThat(c.getAutoCommit()).isTrue();
            assertThat(c.isReadOnly()).isFalse();
            assertThat(c.getNetworkTimeout()).isZero();
            assertThat(c.getHoldability()).isEqualTo(ResultSet.CLOSE_CURSORS_AT_COMMIT);
            assertThat(Database.text(c, "show transaction_isolation")).isEqualTo(isolation);
            assertThat(Database.text(c, "show search_path")).isEqualTo(schema);
            assertThat(Database.text(c, "show application_name")).isEqualTo(application);
        }
        assertThat(db.snapshot().counters().opened()).isEqualTo(1);
    }

    @Test
    void whatSqlHasSetIsAsBeforeForTheNextCallerWhereTheServerReportsIt() throws SQLException {
        String settings = "select concat_ws(', ', current_setting('search_path'), current_setting('timezone'), current_setting('datestyle'), "
                + "current_setting('intervalstyle'), current_setting('application_name'), current_setting('default_transaction_read_only'))";
        String before = text(settings);
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            s.execute("set search_path to pg_catalog; set timezone to 'Asia/Tokyo'; set intervalstyle to iso_8601; "
                    + "set application_name to 'somebody'; set default_transaction_read_only to on");
            assertThat(Database.text(c, settings)).isNotEqualTo(before);
        }
        assertThat(text(settings)).isEqualTo(before);
        assertThat(db.snapshot().counters().opened()).isEqualTo(1);
    }

    private String text(String sql) throws SQLException {
        try (Connection c = db.getConnection()) {
            return Database.text(c, sql);
        }
    }

    @Test
    void everythingOfTheDriversIsWithinReach() throws Exception {
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            assertThat(c.isWrapperFor(PGConnection.class)).isTrue();
            s.execute("create temp table copied (n int)");
            assertThat(c.unwrap(PGConnection.class).getCopyAPI().copyIn("copy copied from stdin", new StringReader("1\n2\n"))).isEqualTo(2);
            assertThat(c.unwrap(PGConnection.class).getBackendPID()).isPositive();
            assertThat(c.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
        }
    }

    @Test
    void aCopyLeftUnfinishedHoldsUpNobody() throws Exception {
        Database.execute(db, "create table half (n int)");
        try (Connection c = db.getConnection()) {
            c.unwrap(PGConnection.class).getCopyAPI().copyIn("copy half from stdin").writeToCopy("1\n".getBytes(), 0, 2);
        }
        assertThat(Database.number(db, "select count(*) from half")).isZero();
    }

    @Test
    void anAbortedConnectionIsReplaced() throws SQLException {
        Connection c = db.getConnection();
        c.abort(Runnable::run);
        c.close();
        assertThat(Database.one(db)).isEqualTo(1);
        assertThat(db.snapshot().counters().opened()).isEqualTo(2);
    }

    @Test
    void aStatementCancelledByItsTimeoutLeavesTheConnectionUsable() throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            s.setQueryTimeout(1);
            assertThatThrownBy(() -> s.execute("select pg_sleep(5)")).isInstanceOf(SQLException.class);
        }
        assertThat(Database.one(db)).isEqualTo(1);
        assertThat(db.snapshot().counters().opened()).isEqualTo(1);
    }

    @Test
    void theDataSourceIsAPlainOne() throws SQLException {
        DataSource plain = db;
        assertThat(plain.isWrapperFor(NeonDataSource.class)).isTrue();
        assertThat(plain.unwrap(NeonDataSource.class)).isSameAs(db);
        assertThatThrownBy(() -> plain.unwrap(String.class)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> plain.getConnection("somebody", "else")).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThat(plain.getLoginTimeout()).isEqualTo(2);
        assertThat(plain.getLogWriter()).isNull();
    }
}
