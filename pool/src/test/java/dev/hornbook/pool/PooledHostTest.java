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

    private static NeonSettings settings() {
        return NeonSettings.of(neon.pooledUrl()).maximumSize(6);
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

    /** By name it would meet its like of the other connection, or a server that has never heard of it: this PgBouncer may know nothing of names. */
    @Test
    void aStatementThatRunsOverAndOverWorksWithDefaultSettingsWhicheverServerItMeets() throws SQLException {
        String sql = "select ?::int * 2";
        try (var db = NeonDataSource.open(settings());
                Connection one = db.getConnection();
                Connection other = db.getConnection();
                PreparedStatement ours = one.prepareStatement(sql);
                PreparedStatement theirs = other.prepareStatement(sql)) {
            for (int i = 0; i < 20; i++) {
                other.setAutoCommit(i % 2 == 0);
                assertThat(answer(theirs, -i)).isEqualTo(-2 * i);
                assertThat(answer(ours, i)).isEqualTo(2 * i);
                other.setAutoCommit(true);
            }
        }
    }

    @Test
    void aBatchWorksWithDefaultSettingsWhicheverServerItMeets() throws SQLException {
        String sql = "insert into noted values (?)";
        try (var db = NeonDataSource.open(settings())) {
            Database.execute(db, "create table noted (id int primary key)");
            try (Connection one = db.getConnection();
                    Connection other = db.getConnection();
                    PreparedStatement ours = one.prepareStatement(sql);
                    PreparedStatement theirs = other.prepareStatement(sql)) {
                other.setAutoCommit(false);
                for (int i = 0; i < 20; i++) {
                    theirs.setInt(1, -1 - i);
                    theirs.addBatch();
                    ours.setInt(1, i);
                    ours.addBatch();
                }
                assertThat(theirs.executeBatch()).hasSize(20);
                assertThat(ours.executeBatch()).hasSize(20);
                other.commit();
            }
            assertThat(Database.number(db, "select count(*) from noted")).isEqualTo(40);
        }
    }

    @Test
    void statementsArePreparedByNameWhereTheUrlSaysSo() throws SQLException {
        String named = "select count(*) from pg_prepared_statements where statement = 'select $1::int * 3'";
        for (String threshold : new String[]{"", "&prepareThreshold=2"}) {
            try (var db = NeonDataSource.open(NeonSettings.of(neon.pooledUrl() + threshold).maximumSize(1));
                    Connection c = db.getConnection();
                    PreparedStatement three = c.prepareStatement("select ?::int * 3")) {
                c.setAutoCommit(false);
                for (int i = 0; i < 6; i++) {
                    assertThat(answer(three, i)).isEqualTo(3 * i);
                }
                assertThat(Database.number(c, named)).as("with '%s'", threshold).isEqualTo(threshold.isEmpty() ? 0 : 1);
                c.commit();
            }
        }
    }

    private static int answer(PreparedStatement statement, int value) throws SQLException {
        statement.setInt(1, value);
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void onlyThePooledHostGoesWithoutNamesAndTheUrlsOwnWordIsHonoured() {
        String pooled = "postgresql://alex:secret@ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech/neondb?sslmode=require";
        assertThat(DriverProperties.of(NeonUrl.parse(pooled))).containsEntry("prepareThreshold", "0");
        assertThat(DriverProperties.of(NeonUrl.parse(pooled).direct())).doesNotContainKey("prepareThreshold");
        NeonUrl own = NeonUrl.parse(pooled + "&prepareThreshold=5");
        assertThat(DriverProperties.of(own)).containsEntry("prepareThreshold", "5");
        assertThat(DriverProperties.of(own.direct())).containsEntry("prepareThreshold", "5");
    }
}
