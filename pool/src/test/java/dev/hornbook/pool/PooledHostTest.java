package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornbook.sim.PoolerSettings;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pool at the pooled host: PgBouncer in transaction mode, with fewer server connections than the pool has. */
@Tag("integration")
class PooledHostTest {
    private static Simulator neon;

    @BeforeAll
    static void start() {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend().pooler(PoolerSettings.NEONS.poolSize(2)));
        assertThat(neon.pooler()).as("these tests are about PgBouncer: install it (apt install pgbouncer)").isPresent();
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    /** Debian's PgBouncer carries no named prepared statements; Neon's does. */
    private static NeonSettings settings() {
        return NeonSettings.of(neon.pooledUrl() + "&prepareThreshold=0").maximumSize(6);
    }

    @Test
    void moreConnectionsThanThePoolerHasServersWorkInTransactionsSideBySide() throws Exception {
        try (var db = NeonDataSource.open(settings()); ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Database.execute(db, "create table tally (id int primary key, hits int not null)");
            Database.execute(db, "insert into tally values (1, 0)");
            List<Future<Integer>> all = callers.invokeAll(new ArrayList<Callable<Integer>>(Collections.nCopies(60, () -> hit(db))));
            for (Future<Integer> each : all) {
                each.get();
            }
            assertThat(Database.number(db, "select hits from tally")).isEqualTo(60);
            assertThat(Database.number(db, "select count(*) from pg_stat_activity where usename = current_user")).isLessThanOrEqualTo(2);
        }
    }

    private static int hit(NeonDataSource db) throws SQLException {
        return db.inTransaction(c -> {
            try (PreparedStatement update = c.prepareStatement("update tally set hits = hits + ? where id = ? returning hits")) {
                update.setInt(1, 1);
                update.setInt(2, 1);
                try (ResultSet row = update.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    @Test
    void aSuspendIsNothingButAWaitForTheNextCaller() throws SQLException {
        try (var db = NeonDataSource.open(settings().trustedFor(Duration.ZERO))) {
            assertThat(Database.one(db)).isEqualTo(1);
            neon.suspend();
            assertThat(Database.one(db)).isEqualTo(1);
            assertThat(db.snapshot().counters().lost()).isEqualTo(1);
            try (Connection c = db.getConnection()) {
                assertThat(Database.text(c, "select current_user")).isEqualTo("reader");
            }
        }
    }

    @Test
    void namedPreparedStatementsAreSwitchedOffOnlyByTheUrl() {
        String neons = "postgresql://alex:secret@ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech/neondb?sslmode=require";
        assertThat(DriverProperties.of(NeonUrl.parse(neons))).doesNotContainKey("prepareThreshold");
        assertThat(DriverProperties.of(NeonUrl.parse(neons + "&prepareThreshold=0"))).containsEntry("prepareThreshold", "0");
    }
}
