package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Work that may be run twice, and work that may not, when connections are lost under them. */
@Tag("integration")
class RepeatableTest {
    @AutoClose
    private static final Simulator neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
    @AutoClose
    private final NeonDataSource db = NeonDataSource.open(NeonSettings.of(neon.url()).maximumSize(8));
    private final AtomicInteger runs = new AtomicInteger();

    private int breakFirst(Connection c, String sql) throws SQLException {
        if (runs.incrementAndGet() == 1) {
            neon.faults().resetAll();
        }
        return Database.number(c, sql);
    }

    @Test
    void repeatableWorkIsRunOnceMoreOnANewConnection() throws SQLException {
        List<Connection> seen = new ArrayList<>();
        assertThat(db.<Integer, RuntimeException>repeatable(c -> {
            seen.add(c);
            return breakFirst(c, "select 7");
        })).isEqualTo(7);
        assertThat(runs).hasValue(2);
        assertThat(seen.get(0)).isNotSameAs(seen.get(1));
        assertThat(db.snapshot().counters().retried()).isEqualTo(1);
        assertThat(db.snapshot().counters().opened()).isEqualTo(2);
        assertThat(db.snapshot().active()).isZero();
    }

    @Test
    void theSecondLossIsSurfacedWithTheFirst() {
        ConnectionLostException e = catchThrowableOfType(ConnectionLostException.class, () -> db.repeatable(c -> {
            runs.incrementAndGet();
            neon.faults().resetAll();
            return Database.number(c, "select 1");
        }));
        assertThat(e.getSuppressed()).singleElement().isInstanceOf(ConnectionLostException.class);
        assertThat(runs).hasValue(2);
    }

    @Test
    void aLossInsideAnExceptionOfTheWorksOwnCountsAsOne() throws SQLException {
        assertThat(db.<Integer, RuntimeException>repeatable(c -> {
            try {
                return breakFirst(c, "select 7");
            } catch (SQLException e) {
                throw new IllegalStateException("wrapped", e);
            }
        })).isEqualTo(7);
    }

    @Test
    void nothingElseIsRunAgain() {
        assertThatThrownBy(() -> db.repeatable(c -> {
            runs.incrementAndGet();
            return Database.number(c, "selec 1");
        })).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> db.repeatable(c -> {
            runs.incrementAndGet();
            throw new SQLException("canceling statement due to statement timeout", "57014");
        })).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> db.repeatable(c -> {
            runs.incrementAndGet();
            c.setNetworkTimeout(Runnable::run, 50);
            return Database.number(c, "select pg_sleep(60)");
        })).isInstanceOf(ConnectionLostException.class);
        assertThat(runs).as("a wrong statement, a cancelled one, and one ended by its own time-out: a run each").hasValue(3);
        assertThat(db.snapshot().counters().retried()).isZero();
    }

    @Test
    void workOutsideRepeatableIsNeverRunAgain() throws SQLException {
        Database.execute(db, "create table if not exists written (n int)");
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            neon.faults().resetAll();
            assertThatThrownBy(() -> s.execute("insert into written values (1)")).isInstanceOf(ConnectionLostException.class);
        }
        assertThat(Database.number(db, "select count(*) from written")).isZero();
        assertThat(db.snapshot().counters().retried()).isZero();
    }

    @Test
    void nothingIsRunAgainPastTheDeadline() {
        assertThatThrownBy(() -> Demand.normal(Duration.ofMillis(300)).call(() -> db.repeatable(c -> {
            runs.incrementAndGet();
            long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
            while (System.nanoTime() - end < 0) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            neon.faults().resetAll();
            return Database.number(c, "select 1");
        }))).isInstanceOf(ConnectionLostException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aUnitWhoseConnectionIsLostBeforeCommitIsRunAgainWhole() throws SQLException {
        Database.execute(db, "create table if not exists units (n int)");
        db.inTransaction(c -> {
            try (Statement s = c.createStatement()) {
                s.execute("insert into units values (1)");
            }
            return breakFirst(c, "select 1");
        });
        assertThat(runs).hasValue(2);
        assertThat(Database.number(db, "select count(*) from units")).isEqualTo(1);
        assertThat(db.snapshot().counters().retried()).isEqualTo(1);
    }

    @Test
    void aSuspendUnderATransactionRunsItsUnitAgain() throws SQLException {
        db.inTransaction(c -> {
            if (runs.incrementAndGet() == 1) {
                Database.number(c, "select 1");
                neon.suspend();
            }
            return Database.number(c, "select 1");
        });
        assertThat(runs).hasValue(2);
    }

    @Test
    void readersInFlightWhenTheComputeIsSuspendedNoticeNothing() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                readers.add(threads.submit(() -> db.repeatable(c -> {
                    boolean first = runs.incrementAndGet() <= 8;
                    return Database.number(c, first ? "select 1 from pg_sleep(60)" : "select 1");
                })));
            }
            while (db.snapshot().active() < 8 || runs.get() < 8) {
                LockSupport.parkNanos(1_000_000);
            }
            neon.suspend();
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isEqualTo(1);
            }
        }
        assertThat(db.snapshot().counters().retried()).isEqualTo(8);
    }
}
