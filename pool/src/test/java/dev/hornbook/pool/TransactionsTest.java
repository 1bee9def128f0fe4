package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class TransactionsTest {
    private static Simulator neon;
    private static NeonDataSource db;

    @BeforeAll
    static void start() throws SQLException {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
        db = NeonDataSource.open(NeonSettings.of(neon.url()).maximumSize(4));
        Database.execute(db, "create table account (id int primary key, amount int)");
        Database.execute(db, "insert into account values (1, 0), (2, 0), (3, 0)");
    }

    @AfterAll
    static void stop() {
        db.close();
        neon.close();
    }

    @Test
    void aUnitThatMeetsAnotherIsRunAgainUntilItIsThrough() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        Callable<Integer> unit = () -> {
            boolean[] first = {true};
            return db.inTransaction(c -> {
                runs.incrementAndGet();
                execute(c, "set transaction isolation level serializable");
                int before = Database.number(c, "select sum(amount) from account where id = 1");
                if (first[0]) {
                    first[0] = false;
                    both.await();
                }
                execute(c, "update account set amount = amount + 1 where id = 1");
                return before;
            });
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> done = threads.invokeAll(List.of(unit, unit));
            assertThat(List.of(done.get(0).get(), done.get(1).get())).containsExactlyInAnyOrder(0, 1);
        }
        assertThat(runs).hasValueGreaterThan(2);
        assertThat(Database.number(db, "select amount from account where id = 1")).isEqualTo(2);
    }

    @Test
    void theUnitsOwnExceptionRollsBackAndComesThroughAsItIs() throws SQLException {
        IllegalStateException own = new IllegalStateException("own");
        assertThatThrownBy(() -> db.inTransaction(c -> {
            execute(c, "update account set amount = 99 where id = 2");
            throw own;
        })).isSameAs(own);
        assertThat(Database.number(db, "select amount from account where id = 2")).isZero();
    }

    @Test
    void aConflictThatDoesNotEndIsSurfacedAfterFourRuns() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> db.inTransaction(c -> {
            runs.incrementAndGet();
            throw new SQLException("deadlock detected", "40P01");
        })).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40P01"));
        assertThat(runs).hasValue(4);
    }

    @Test
    void aConflictIsNotRunAgainBeyondTheDeadline() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> Demand.normal(Duration.ofMillis(200)).call(() -> db.inTransaction(c -> {
            runs.incrementAndGet();
            long end = System.nanoTime() + Duration.ofMillis(200).toNanos();
            while (System.nanoTime() - end < 0) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            throw new SQLException("deadlock detected", "40P01");
        }))).isInstanceOf(SQLException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aConnectionThatBreaksAtCommitLeavesTheOutcomeUnknownAndIsNeverRunAgain() throws SQLException {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> db.inTransaction(c -> {
            runs.incrementAndGet();
            execute(c, "update account set amount = amount + 7 where id = 3");
            neon.faults().resetAll();
            return null;
        })).isInstanceOf(OutcomeUnknownException.class).hasMessageContaining("whether it took effect is not known");
        assertThat(runs).hasValue(1);
        // COMMIT may have slipped through before the reset: that is what unknown means.
        assertThat(Database.number(db, "select amount from account where id = 3")).isIn(0, 7);
    }

    @Test
    void aConnectionThatBrokeBeforeCommitIsNoUnknownOutcome() {
        assertThatThrownBy(() -> db.inTransaction(c -> {
            neon.faults().resetAll();
            assertThatThrownBy(() -> execute(c, "select 1")).isInstanceOf(SQLException.class);
            return null;
        })).isInstanceOf(SQLException.class).isNotInstanceOf(OutcomeUnknownException.class);
    }

    private static void execute(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute(sql);
        }
    }
}
