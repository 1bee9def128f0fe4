package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgConnection;

/** What JDBC 4.3 asks of a connection that comes from a pool. */
@Tag("integration")
class JdbcConformanceTest {
    @AutoClose
    private static final Simulator neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
    @AutoClose
    private final NeonDataSource db = NeonDataSource.open(NeonSettings.of(neon.url()).maximumSize(1).acquireTimeout(Duration.ofSeconds(2)));

    @Test
    void afterCloseEverythingIsRefusedButWhatJdbcAllows() throws SQLException {
        Connection c = db.getConnection();
        DatabaseMetaData data = c.getMetaData();
        c.close();
        c.close();
        c.abort(Runnable::run);
        assertThat(c.isClosed()).isTrue();
        assertThat(c.isValid(1)).isFalse();
        List<ThrowingCallable> refused = List.of(c::createStatement, () -> c.prepareStatement("select 1"), () -> c.prepareCall("select 1"),
                c::commit, c::rollback, c::setSavepoint, c::getAutoCommit, () -> c.setAutoCommit(false), c::getMetaData, c::isReadOnly,
                () -> c.setReadOnly(true), c::getCatalog, c::getSchema, c::getTransactionIsolation, c::getWarnings, c::clearWarnings,
                c::getTypeMap, c::getHoldability, c::getNetworkTimeout, () -> c.setNetworkTimeout(Runnable::run, 1), c::createBlob,
                () -> c.createArrayOf("int4", new Object[0]), () -> c.nativeSQL("select 1"), data::getTableTypes);
        for (ThrowingCallable each : refused) {
            assertThatThrownBy(each).isInstanceOf(SQLException.class).hasMessageContaining("went back to the pool");
        }
        assertThat(db.snapshot().idle()).isEqualTo(1);
    }

    @Test
    void whatIsWrappedIsFoundAndNothingElse() throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement(); ResultSet r = s.executeQuery("select 1")) {
            assertThat(c.isWrapperFor(Connection.class) && c.isWrapperFor(PGConnection.class) && c.isWrapperFor(BaseConnection.class))
                    .isTrue();
            assertThat(c.unwrap(Connection.class)).isSameAs(c);
            assertThat(c.unwrap(PGConnection.class)).isSameAs(c);
            assertThat(s.unwrap(PGStatement.class)).isSameAs(s);
            assertThat(r.unwrap(ResultSet.class)).isSameAs(r);
            assertThat(c.getMetaData().isWrapperFor(DatabaseMetaData.class)).isTrue();
            assertThat(c.isWrapperFor(String.class) || s.isWrapperFor(String.class) || r.isWrapperFor(String.class)).isFalse();
            assertThatThrownBy(() -> c.unwrap(String.class)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> r.unwrap(String.class)).isInstanceOf(SQLException.class);
            assertThat(Database.number(c, "select 1")).as("which is no sign of a broken connection").isEqualTo(1);
        }
        assertThat(db.snapshot().counters().opened()).isEqualTo(1);
    }

    @Test
    void closingTheConnectionClosesItsStatementsAndTheirResults() throws SQLException {
        Connection c = db.getConnection();
        Statement s = c.createStatement();
        PreparedStatement p = c.prepareStatement("select 1");
        ResultSet r = p.executeQuery();
        ResultSet types = c.getMetaData().getTableTypes();
        c.close();
        assertThat(s.isClosed() && p.isClosed() && r.isClosed() && types.isClosed()).isTrue();
        assertThatThrownBy(r::next).isInstanceOf(SQLException.class);
        s.close();
        r.close();
        types.close();
    }

    @Test
    void aStatementThatClosesOnCompletionDoes() throws SQLException {
        try (Connection c = db.getConnection()) {
            Statement s = c.createStatement();
            s.closeOnCompletion();
            s.executeQuery("select 1").close();
            assertThat(s.isClosed()).isTrue();
        }
    }

    @Test
    void otherCredentialsAreRefusedWithWhatToDo() {
        assertThatThrownBy(() -> db.getConnection("somebody", "else")).isInstanceOf(SQLFeatureNotSupportedException.class)
                .hasMessageContaining("open another NeonDataSource").hasMessageNotContaining("else");
    }

    @Test
    void whatMakesNoSenseIsRefused() throws SQLException {
        try (Connection c = db.getConnection()) {
            assertThatThrownBy(() -> c.abort(null)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> c.isValid(-1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> c.setNetworkTimeout(Runnable::run, -1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(c::commit).as("in autocommit mode").isInstanceOf(SQLException.class);
            assertThat(c.isValid(1)).isTrue();
        }
    }

    @Test
    void warningsOfOneCallerAreNoneOfTheNext() throws SQLException {
        try (Connection c = db.getConnection()) {
            c.unwrap(PgConnection.class).addWarning(new SQLWarning("mine"));
            assertThat((Object) c.getWarnings()).isNotNull();
        }
        try (Connection c = db.getConnection()) {
            assertThat((Object) c.getWarnings()).isNull();
        }
    }

    @Test
    void whatWasChangedPastTheHandleIsPutBackToo() throws SQLException {
        try (Connection c = db.getConnection()) {
            PgConnection own = c.unwrap(PgConnection.class);
            own.setReadOnly(true);
            own.setNetworkTimeout(Runnable::run, 12_000);
        }
        try (Connection c = db.getConnection()) {
            assertThat(c.isReadOnly()).isFalse();
            assertThat(c.getNetworkTimeout()).isNotEqualTo(12_000);
        }
    }

    @Test
    void aNetworkTimeoutIsTheCallersOwn() throws SQLException {
        try (Connection c = db.getConnection()) {
            c.setNetworkTimeout(Runnable::run, 50);
            assertThat(c.getNetworkTimeout()).isEqualTo(50);
            assertThatThrownBy(() -> Database.number(c, "select pg_sleep(60)")).isInstanceOf(ConnectionLostException.class);
        }
        try (Connection c = db.getConnection()) {
            assertThat(c.getNetworkTimeout()).isZero();
        }
    }

    @Test
    void clientInfoOnALostConnectionFailsAsJdbcSays() throws SQLException {
        try (Connection c = db.getConnection()) {
            neon.faults().resetAll();
            assertThatThrownBy(() -> c.setClientInfo("ApplicationName", "me")).isInstanceOf(SQLClientInfoException.class);
        }
        assertThat(Database.one(db)).isEqualTo(1);
    }
}
