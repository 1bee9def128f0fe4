package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornbook.pool.CuttingRelay.Cut;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of a transaction whose COMMIT was not answered. */
@Tag("integration")
class OutcomeTest {
    private static Simulator neon;
    private static CuttingRelay line;
    private final AtomicInteger runs = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend().plainText(true));
        line = new CuttingRelay(neon.port());
    }

    @AfterAll
    static void stop() throws IOException {
        line.close();
        neon.close();
    }

    private static NeonDataSource open(boolean pooled) {
        return NeonDataSource.open(NeonSettings.of(line.through(pooled ? neon.pooledUrl() : neon.url())).maximumSize(4));
    }

    private Integer insert(Connection c) throws SQLException {
        runs.incrementAndGet();
        try (Statement s = c.createStatement()) {
            return s.executeUpdate("insert into committed values (1)");
        }
    }

    private static Outcome settled(NeonDataSource db, OutcomeUnknownException unknown) throws SQLException {
        Outcome outcome = db.outcomeOf(unknown);
        while (outcome == Outcome.IN_PROGRESS) {
            LockSupport.parkNanos(1_000_000);
            outcome = db.outcomeOf(unknown);
        }
        return outcome;
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_THE_SERVER_HEARS, ROLLED_BACK, 0, false", "BEFORE_THE_CLIENT_HEARS, COMMITTED, 1, false",
        "BEFORE_THE_SERVER_HEARS, ROLLED_BACK, 0, true", "BEFORE_THE_CLIENT_HEARS, COMMITTED, 1, true"})
    void theServerKnowsWhatBecameOfATransactionWhoseLineWasCutAtCommit(Cut cut, Outcome outcome, int rows, boolean pooled)
            throws SQLException {
        try (var db = open(pooled)) {
            Database.execute(db, "drop table if exists committed; create table committed (n int)");
            OutcomeUnknownException unknown = catchThrowableOfType(OutcomeUnknownException.class, () -> db.inTrackedTransaction(c -> {
                line.cutAt("COMMIT", cut);
                return insert(c);
            }));
            assertThat(runs).as("never run again").hasValue(1);
            assertThat(unknown.transaction()).isPresent();
            assertThat((Throwable) unknown).hasMessageContaining("outcomeOf").hasCauseInstanceOf(ConnectionLostException.class);
            assertThat(settled(db, unknown)).isEqualTo(outcome);
            assertThat(Database.number(db, "select count(*) from committed")).isEqualTo(rows);
        }
    }

    @Test
    void anUntrackedTransactionsOutcomeIsUnknownEvenToTheServer() throws SQLException {
        try (var db = open(false)) {
            Database.execute(db, "drop table if exists committed; create table committed (n int)");
            OutcomeUnknownException unknown = catchThrowableOfType(OutcomeUnknownException.class, () -> db.inTransaction(c -> {
                line.cutAt("COMMIT", Cut.BEFORE_THE_CLIENT_HEARS);
                return insert(c);
            }));
            assertThat(unknown.transaction()).isEmpty();
            assertThat(db.outcomeOf(unknown)).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void aTransactionStillUnderWayIsInProgressAndOneThatNobodyRemembersIsUnknown() throws SQLException {
        try (var db = open(false); Connection c = db.getConnection()) {
            c.setAutoCommit(false);
            OutcomeUnknownException mine = unknown(Database.text(c, "select pg_current_xact_id()"));
            assertThat(db.outcomeOf(mine)).isEqualTo(Outcome.IN_PROGRESS);
            c.commit();
            assertThat(db.outcomeOf(mine)).isEqualTo(Outcome.COMMITTED);
            assertThat(db.outcomeOf(unknown("3"))).as("older than what the server keeps").isEqualTo(Outcome.UNKNOWN);
            assertThat(db.outcomeOf(unknown("4000000000000"))).as("not given yet").isEqualTo(Outcome.UNKNOWN);
        }
    }

    private static OutcomeUnknownException unknown(String transaction) {
        return new OutcomeUnknownException(new SQLException("I/O", "08006"), transaction);
    }
}
