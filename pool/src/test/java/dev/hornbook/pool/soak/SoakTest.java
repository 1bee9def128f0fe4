package dev.hornbook.pool.soak;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.NeonSettings;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import dev.hornbook.sim.PoolerSettings;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Five hundred callers over a pool of sixteen, through faults by chance, half of the time at the direct host and half of it at the pooled one.
 * {@code mvn verify -Psoak} runs it for ten minutes; {@code -Dsoak.seconds} and {@code -Dsoak.seed} change that.
 */
@Tag("soak")
@Timeout(value = 1, unit = TimeUnit.DAYS)
class SoakTest {
    /** The hosts of a compute, and how many sessions the pool may have on its server: the pooler has fewer than the pool has connections. */
    enum Host {
        DIRECT(16),
        POOLED(8);

        private final int sessions;

        Host(int sessions) {
            this.sessions = sessions;
        }

        private String url(Simulator neon) {
            return this == DIRECT ? neon.url() : neon.pooledUrl();
        }
    }

    private static final int CALLERS = 500;
    private static final int CONNECTIONS = 16;
    /** After a fault that has passed the pool may rest for up to half a minute, and a server that had no connection left for ten seconds. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final Tallies tallies = new Tallies();

    @ParameterizedTest
    @EnumSource
    void nothingIsLostThroughFaultsByChance(Host host) throws Exception {
        // The log would tell every change of state.
        ((Logger) LoggerFactory.getLogger("dev.hornbook.pool")).setLevel(Level.ERROR);
        long seconds = Long.getLong("soak.seconds", 600) / Host.values().length;
        long seed = Long.getLong("soak.seed", 20_261_121L);
        try (Simulator neon = Simulator.start(SimulatorSettings.temporary().neverSuspend().coldStart(Duration.ofMillis(200))
                .pooler(PoolerSettings.NEONS.poolSize(Host.POOLED.sessions)))) {
            assertThat(neon.pooler()).as("the second half is about PgBouncer: install it (apt install pgbouncer)").isPresent();
            NeonDataSource db = NeonDataSource.open(settings(host.url(neon)));
            accounts(db);
            Mischief mischief = new Mischief(neon, tallies, seed);
            Callers callers = new Callers(db, tallies);
            Watch watch = new Watch(db, neon.url(), mischief, tallies);
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            callers.start(CALLERS, seed);
            watch.start();
            mischief.start(end);
            await("the end", Duration.ofSeconds(seconds + 1), () -> System.nanoTime() - end >= 0);
            mischief.stop();
            List<String> stuck = callers.stop(RECOVERY);
            print(host, seconds, seed, db.snapshot(), neon);
            PoolSnapshot last = recovered(db);
            long open = everyPlaceIsThere(db);
            settled(watch, host, open);
            long total = balance(db);
            watch.stop();
            db.close();
            assertThat(stuck).as("callers that were forgotten").isEmpty();
            assertThat(tallies.violations()).isEmpty();
            assertThat(tallies.most("settled sessions")).as("sessions on the server").isBetween(1L, (long) host.sessions);
            assertThat(total).as("no half of a transaction is kept").isEqualTo((long) Callers.ACCOUNTS * Callers.BALANCE);
            assertThat(last.active()).as("connections that never came back").isZero();
            assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("hornbook-pool"));
            assertThat(tallies.of("statements")).isPositive();
        }
    }

    private static NeonSettings settings(String url) {
        return NeonSettings.of(url + "&application_name=soak").maximumSize(CONNECTIONS).connectDeadline(Duration.ofSeconds(2))
                .wakeAllowance(Duration.ofSeconds(8)).validationTimeout(Duration.ofMillis(500));
    }

    private static void accounts(NeonDataSource db) throws SQLException {
        try (Connection c = db.getConnection(); Statement s = c.createStatement()) {
            s.execute("create table soak_account (id int primary key, balance int not null)");
            s.execute(
                    "insert into soak_account select n, " + Callers.BALANCE + " from generate_series(0, " + (Callers.ACCOUNTS - 1) + ") n");
        }
    }

    private static PoolSnapshot recovered(NeonDataSource db) throws InterruptedException {
        await("the pool to come to rest", RECOVERY, () -> {
            try {
                db.ping(Duration.ofSeconds(2));
                PoolSnapshot now = db.snapshot();
                return now.state() == PoolState.READY && now.active() == 0;
            } catch (SQLException e) {
                return false;
            }
        });
        return db.snapshot();
    }

    /** All places can be lent at once: none was lost. How many there are. */
    private static int everyPlaceIsThere(NeonDataSource db) throws InterruptedException {
        await("every place to be lent at once", RECOVERY, () -> {
            try {
                return allLent(db) == CONNECTIONS;
            } catch (SQLException e) {
                return false;
            }
        });
        return db.snapshot().total();
    }

    private static int allLent(NeonDataSource db) throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(db.getConnection());
            }
            return db.snapshot().active();
        } finally {
            for (Connection c : all) {
                c.close();
            }
        }
    }

    /** The server knows of as many sessions as the pool has connections, or of no more than the pooler may have. */
    private static void settled(Watch watch, Host host, long open) throws InterruptedException {
        await("the server's sessions to be those of " + open + " connections", RECOVERY, () -> {
            try {
                long sessions = watch.sessions();
                return host == Host.DIRECT ? sessions == open : sessions <= host.sessions;
            } catch (SQLException e) {
                return false;
            }
        });
    }

    private static long balance(NeonDataSource db) throws SQLException {
        try (Connection c = db.getConnection();
                Statement s = c.createStatement();
                ResultSet rows = s.executeQuery("select sum(balance) from soak_account")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void await(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("no longer waiting for " + what).isNegative();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException(what);
            }
        }
    }

    private void print(Host host, long seconds, long seed, PoolSnapshot last, Simulator neon) {
        var c = last.counters();
        System.out.printf("""
                          Soak: %s host, %,d s, seed %d, %d callers over %d connections
                            work       %,d pieces and %,d transactions done, %,d statements
                            faults     %s
                            refused    %s
                            lost       %s
                            other      %s
                            pool       %,d attempts, %,d opened, %,d failed, %,d lost, %,d retired, %,d came back in a transaction
                            most       %d open, %d waiting, %,d ms waited by one who was served; sessions on the server %d, %d once settled
                            compute    %,d starts, %,d suspends
                            violations %d
                          %n""", host.name().toLowerCase(Locale.ROOT), seconds, seed, CALLERS, CONNECTIONS, tallies.of("pieces of work"),
                tallies.of("transactions"),
                tallies.of("statements"), tallies.all("fault: "), tallies.all("refused: "), tallies.all("lost: "), tallies.all("failed: "),
                c.attempts(), c.opened(), c.failed(), c.lost(), c.retired(), c.rolledBack(), tallies.most("open"), tallies.most("waiting"),
                tallies.most("wait, ms"), tallies.most("sessions"), tallies.most("settled sessions"), neon.counters().wakes(),
                neon.counters().suspends(), tallies.violations().size());
    }
}
