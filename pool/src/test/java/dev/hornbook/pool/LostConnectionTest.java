package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornbook.pool.Fault.Established;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.InputStream;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;

/** What a caller is told whose connection breaks under it, and what that means for the others. */
@Tag("integration")
class LostConnectionTest {
    @AutoClose
    private static final Simulator neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
    @AutoClose
    private final NeonDataSource db = NeonDataSource.open(NeonSettings.of(neon.url()).maximumSize(2).closeGrace(Duration.ZERO));

    @AfterEach
    void clear() {
        neon.faults().clear();
    }

    private static ConnectionLostException lost(ThrowingCallable work) {
        ConnectionLostException e = catchThrowableOfType(ConnectionLostException.class, work);
        assertThat((Object) e).as("a ConnectionLostException was thrown").isNotNull();
        return e;
    }

    @Test
    void aConnectionResetInMidStatementIsToldAsLostWithTheDriversWordAsItsCause() throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            s.execute("select 1");
            neon.faults().resetAll();
            ConnectionLostException e = lost(() -> s.execute("select 2"));
            assertThat(e.fault()).isEqualTo(Established.LOST);
            assertThat((Throwable) e).isInstanceOf(SQLRecoverableException.class).hasCauseInstanceOf(PSQLException.class)
                    .hasMessageStartingWith(Established.LOST.text()).hasMessageContaining("SQLSTATE 08006; pool ASLEEP, 0 open");
            assertThat(e.getSQLState()).isEqualTo("08006").isEqualTo(((SQLException) e.getCause()).getSQLState());
            assertThat(e.snapshot().counters().lost()).isEqualTo(1);
        }
    }

    @Test
    void aSuspendUnderATransactionIsTold() throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            s.execute("select 1");
            neon.suspend();
            ConnectionLostException e = lost(() -> s.execute("select 2"));
            assertThat(e.getSQLState()).isEqualTo("57P01");
            assertThat(e.fault()).isEqualTo(Established.LOST);
        }
        assertThat(Database.one(db)).isEqualTo(1);
    }

    @Test
    void aTransactionThatStoodIdleForTooLongIsToldAsALeakAndCostsNobodyElse() throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            s.execute("set idle_in_transaction_session_timeout to '50ms'; begin");
            int session = Database.number(c, "select pg_backend_pid()");
            while (Database.number(db, "select count(*) from pg_stat_activity where pid = " + session) > 0) {
                LockSupport.parkNanos(1_000_000);
            }
            ConnectionLostException e = lost(() -> s.execute("select 1"));
            assertThat(e.getSQLState()).isEqualTo("25P03");
            assertThat(e.fault()).isEqualTo(Established.LEAKED_TRANSACTION);
        }
        assertThat(db.snapshot().idle()).as("the other one").isEqualTo(1);
        assertThat(db.snapshot().counters().lost()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksUnderAResultSetIsTold() throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            s.setFetchSize(2);
            ResultSet rows = s.executeQuery("select * from generate_series(1, 10)");
            assertThat(rows.next() && rows.next()).isTrue();
            neon.faults().resetAll();
            assertThat(lost(rows::next).fault()).isEqualTo(Established.LOST);
        }
    }

    @Test
    void aConnectionThatBreaksUnderACopyIsTold() throws SQLException {
        Database.execute(db, "create table if not exists copied (n int)");
        try (Connection c = db.getConnection()) {
            CopyIn copy = c.unwrap(PGConnection.class).getCopyAPI().copyIn("copy copied from stdin");
            neon.faults().resetAll();
            assertThat(lost(() -> {
                copy.writeToCopy("1\n".getBytes(), 0, 2);
                copy.endCopy();
            }).fault()).isEqualTo(Established.LOST);
        }
        try (Connection c = db.getConnection()) {
            neon.faults().resetAll();
            lost(() -> c.unwrap(PGConnection.class).getCopyAPI().copyIn("copy copied from stdin", new StringReader("1\n")));
        }
    }

    @Test
    void aConnectionThatBreaksUnderABatchIsTold() throws SQLException {
        try (Connection c = db.getConnection(); PreparedStatement p = c.prepareStatement("select ?")) {
            p.setInt(1, 1);
            p.addBatch();
            p.addBatch();
            neon.faults().resetAll();
            assertThat(lost(p::executeBatch).fault()).isEqualTo(Established.LOST);
        }
    }

    @Test
    void aConnectionFoundBrokenByItsCallersValidationCondemnsTheOthersAtOnce() throws SQLException {
        try (Connection c = db.getConnection()) {
            try (Connection other = db.getConnection()) {
                assertThat(other.isValid(1)).isTrue();
            }
            neon.faults().resetAll();
            assertThat(c.isValid(1)).isFalse();
            assertThat(db.snapshot().total()).isZero();
            assertThat(lost(c::createStatement).getSQLState()).isEqualTo("08003");
        }
    }

    @Test
    void aConnectionFoundBrokenByThePoolsOwnQuestionIsNothingToItsCaller() throws SQLException {
        try (var asking = NeonDataSource
                .open(NeonSettings.of(neon.url().replace("?", "?application_name=asking&")).trustedFor(Duration.ZERO))) {
            Database.one(asking);
            neon.faults().resetAll();
            assertThat(Database.one(asking)).isEqualTo(1);
        }
    }

    @Test
    void anyOtherFailureComesThroughAsTheDriverThrewIt() throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            assertThatThrownBy(() -> s.execute("selec 1")).isExactlyInstanceOf(PSQLException.class);
            s.setQueryTimeout(1);
            PSQLException late = catchThrowableOfType(PSQLException.class, () -> s.execute("select pg_sleep(60)"));
            assertThat(late.getSQLState()).isEqualTo("57014");
            assertThat(Database.number(c, "select 1")).as("a late cancel leaves the connection well").isEqualTo(1);
        }
        assertThat(db.snapshot().counters().lost()).isZero();
    }

    @Test
    void aLostConnectionLeavesItsPlaceAtOnceWhateverItsCallerKeeps() throws SQLException {
        try (var single = NeonDataSource.open(NeonSettings.of(neon.url().replace("?", "?application_name=single&")).maximumSize(1));
                Connection kept = single.getConnection()) {
            neon.faults().resetAll();
            lost(() -> Database.number(kept, "select 1"));
            assertThat(Database.one(single)).isEqualTo(1);
        }
    }

    @Test
    void abortFreesThePlaceAtOnceAndEndsTheStatementUnderWay() throws Exception {
        try (var single = NeonDataSource.open(NeonSettings.of(neon.url().replace("?", "?application_name=single&")).maximumSize(1))) {
            Connection c = single.getConnection();
            CompletableFuture<ConnectionLostException> told = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> told.complete(lost(() -> Database.number(c, "select pg_sleep(60)"))));
            awaitSleeper();
            c.abort(Runnable::run);
            assertThat(c.isClosed()).isTrue();
            assertThat(Database.one(single)).isEqualTo(1);
            assertThat(told.get(10, TimeUnit.SECONDS).fault()).isEqualTo(Established.SUSPECT);
        }
    }

    private void awaitSleeper() throws SQLException {
        while (Database.number(db, "select count(*) from pg_stat_activity where state = 'active' and query like 'select pg_sleep%'") == 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aStatementIntoABlackHoleEndsAtItsNetworkTimeoutAndTheOthersAreAskedBeforeTheyAreLent() throws SQLException {
        NeonSettings patient = NeonSettings.of(neon.url().replace("?", "?application_name=patient&")).maximumSize(2)
                .trustedFor(Duration.ofSeconds(59)).validationTimeout(Duration.ofMillis(200));
        try (var trusting = NeonDataSource.open(patient); Connection c = trusting.getConnection()) {
            trusting.getConnection().close();
            neon.faults().blackHole();
            c.setNetworkTimeout(Runnable::run, 200);
            ConnectionLostException e = lost(() -> Database.number(c, "select 1"));
            assertThat(e.fault()).isEqualTo(Established.SUSPECT);
            assertThat(e.snapshot().total()).as("the other one stays").isEqualTo(1);
            neon.faults().resetAll();
            neon.faults().clear();
            assertThat(Database.one(trusting)).as("it was asked, found dead and replaced").isEqualTo(1);
        }
    }

    @Test
    void anUploadThatFailsOnItsOwnSideCostsTheConnectionNothingElse() throws SQLException {
        Database.execute(db, "create table if not exists copied (n int)");
        try (Connection c = db.getConnection()) {
            assertThatThrownBy(() -> c.unwrap(PGConnection.class).getCopyAPI().copyIn("copy copied from stdin", new InputStream() {
                @Override
                public int read() {
                    throw new IllegalStateException("own");
                }
            })).isInstanceOf(IllegalStateException.class);
            assertThat(Database.number(c, "select 1")).isEqualTo(1);
        }
    }
}
