package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Credentials that come from a supplier and change while work goes on. */
@Tag("integration")
class CredentialsTest {
    private static Simulator neon;

    @BeforeAll
    static void start() throws SQLException {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend());
        owner("create role rotated login password 'first-canary'");
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    private static void owner(String sql) throws SQLException {
        try (var db = NeonDataSource.open(NeonSettings.of(neon.url()))) {
            Database.execute(db, sql);
        }
    }

    private static NeonSettings settings(Supplier<Credentials> supplier) {
        return NeonSettings.of(neon.url() + "&application_name=rotated").maximumSize(4).credentials(supplier);
    }

    @Test
    void aRotationDropsNoWorkAndNewConnectionsSignInWithTheNewPassword() throws SQLException {
        owner("alter role rotated password 'first-canary'");
        AtomicReference<Credentials> current = new AtomicReference<>(new Credentials("rotated", "first-canary"));
        try (var db = NeonDataSource.open(settings(current::get)); Connection old = db.getConnection()) {
            assertThat(Database.text(old, "select current_user")).isEqualTo("rotated");
            owner("alter role rotated password 'second-canary'");
            current.set(new Credentials("rotated", "second-canary"));
            try (Connection fresh = db.getConnection()) {
                assertThat(Database.text(fresh, "select current_user")).isEqualTo("rotated");
            }
            assertThat(Database.text(old, "select 1")).isEqualTo("1");
            assertThat(db.snapshot().counters().failed()).isZero();
        }
    }

    @Test
    void aRefusedPasswordThatTheSupplierHasReplacedIsNobodysAlarm() throws SQLException {
        owner("alter role rotated password 'second-canary'");
        AtomicInteger asked = new AtomicInteger();
        Supplier<Credentials> late = () -> new Credentials("rotated", asked.getAndIncrement() == 0 ? "first-canary" : "second-canary");
        try (var db = NeonDataSource.open(settings(late))) {
            assertThat(Database.one(db)).isEqualTo(1);
            assertThat(db.snapshot().counters().failed()).isZero();
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void aPasswordThatStaysWrongIsToldWithoutIt() {
        try (var db = NeonDataSource.open(settings(() -> new Credentials("rotated", "third-canary")))) {
            PoolRefusedException e = catchThrowableOfType(PoolRefusedException.class, db::getConnection);
            assertThat(e.reason().kind()).isEqualTo(Connecting.PASSWORD);
            assertThat(e + " " + e.getCause() + db.snapshot() + db.settings() + new Credentials("rotated", "third-canary"))
                    .doesNotContain("third-canary");
        }
    }

    @Test
    void aSupplierThatFailsIsToldWithWhatItSaid() {
        try (var db = NeonDataSource.open(settings(() -> {
            throw new IllegalStateException("the vault is sealed");
        }))) {
            PoolTransientException e = catchThrowableOfType(PoolTransientException.class, db::getConnection);
            assertThat(e.reason().kind()).isEqualTo(Connecting.CREDENTIALS);
            assertThat((Throwable) e).hasRootCauseMessage("the vault is sealed");
        }
    }

    @Test
    void aSupplierThatHangsIsBrokenOffAtTheConnectDeadlineWhileTheOpenConnectionsServe() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Supplier<Credentials> hanging = () -> {
            if (asked.getAndIncrement() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
            return new Credentials("rotated", "second-canary");
        };
        owner("alter role rotated password 'second-canary'");
        try (var db = NeonDataSource.open(settings(hanging).connectDeadline(Duration.ofMillis(500)))) {
            Connection open = db.getConnection();
            Demand hurried = Demand.interactive(Duration.ofMillis(100));
            assertThat((Object) catchThrowableOfType(PoolTransientException.class, () -> hurried.call(db::getConnection))).isNotNull();
            interrupted.await();
            open.close();
            assertThat(Database.one(db)).isEqualTo(1);
            assertThat(db.snapshot().state()).isEqualTo(PoolState.READY);
        }
    }
}
