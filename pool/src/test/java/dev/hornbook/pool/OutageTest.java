package dev.hornbook.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.Fault.Queueing;
import dev.hornbook.sim.Simulator;
import dev.hornbook.sim.SimulatorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What callers meet while the database cannot be reached, and afterwards. */
@Tag("integration")
@Isolated("it looks at every thread of the process")
class OutageTest {
    private static Simulator neon;

    @BeforeAll
    static void start() {
        neon = Simulator.start(SimulatorSettings.temporary().neverSuspend().coldStart(Duration.ofMillis(500)));
    }

    @AfterAll
    static void stop() {
        neon.close();
    }

    @AfterEach
    void clear() {
        neon.faults().clear();
    }

    private static NeonSettings settings() {
        return NeonSettings.of(neon.url()).maximumSize(4);
    }

    private static NeonSettings nobody() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return NeonSettings.of("postgresql://u:p@127.0.0.1:" + taken.getLocalPort() + "/d");
        }
    }

    @Test
    void whenNothingListensTheSecondRefusalIsDownAndLaterCallersAreToldAtOnce() throws Exception {
        try (var db = NeonDataSource.open(nobody())) {
            PoolTransientException first = catchThrowableOfType(PoolTransientException.class, db::getConnection);
            assertThat(first.reason().kind()).isEqualTo(Connecting.REFUSED);
            long attempts = db.snapshot().counters().attempts();
            for (int i = 0; i < 1_000; i++) {
                PoolTransientException e = catchThrowableOfType(PoolTransientException.class, db::getConnection);
                assertThat(e.snapshot().state()).isEqualTo(PoolState.DOWN);
                assertThat(e.retryAfter()).isPresent();
            }
            assertThat(db.snapshot().counters().attempts() - attempts).as("the callers made no attempt of their own").isLessThan(20);
        }
    }

    @Test
    void anUnknownHostIsTold() {
        try (var db = NeonDataSource.open(NeonSettings.of("postgresql://u:p@nowhere.invalid/d?sslmode=require"))) {
            assertThatThrownBy(db::getConnection)
                    .isInstanceOfSatisfying(PoolTransientException.class,
                            e -> assertThat(e.reason().kind()).isEqualTo(Connecting.UNKNOWN_HOST));
        }
    }

    @Test
    void aWrongPasswordIsToldAtOnceAndWakesNothing() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger("dev.hornbook.pool")).addAppender(log);
        neon.suspend();
        long wakes = neon.counters().wakes();
        try (var db = NeonDataSource.open(NeonSettings.of(neon.url().replaceFirst(":[^:@/]+@", ":hunter2Canary@")))) {
            PoolRefusedException e = catchThrowableOfType(PoolRefusedException.class, db::getConnection);
            assertThat(e.reason().kind()).isEqualTo(Connecting.PASSWORD);
            assertThat(neon.counters().wakes()).isEqualTo(wakes);
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain("hunter2Canary");
            }
        }
        assertThat(log.list).isNotEmpty().noneSatisfy(event -> assertThat(event.getFormattedMessage()).contains("hunter2Canary"));
    }

    @Test
    void aDatabaseThatDoesNotExistIsTold() {
        try (var db = NeonDataSource.open(NeonSettings.of(neon.url().replace("/hornbook?", "/nosuch?")))) {
            PoolRefusedException e = catchThrowableOfType(PoolRefusedException.class, db::getConnection);
            assertThat(e.reason().kind()).isEqualTo(Connecting.NO_SUCH_DATABASE);
        }
    }

    @Test
    void aSleepingComputeIsWakingWhileItsCallersWait() throws Exception {
        neon.suspend();
        try (var db = NeonDataSource.open(settings())) {
            CompletableFuture<Integer> caller = CompletableFuture.supplyAsync(() -> {
                try {
                    return Database.one(db);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            PoolState seen = PoolState.STARTING;
            while (!caller.isDone() && seen != PoolState.WAKING) {
                seen = db.snapshot().state();
                Thread.onSpinWait();
            }
            assertThat(seen).as("the silence after authentication was noticed").isEqualTo(PoolState.WAKING);
            assertThat(caller.get()).isEqualTo(1);
            assertThat(db.snapshot().counters().attempts()).isEqualTo(1);
        }
    }

    @Test
    void aBlackHoleHoldsNobodyBeyondItsDeadline() throws Exception {
        NeonSettings settings = settings().trustedFor(Duration.ZERO).validationTimeout(Duration.ofMillis(200));
        try (var db = NeonDataSource.open(settings)) {
            Database.one(db);
            neon.faults().blackHole();
            long asked = System.nanoTime();
            Demand hurried = Demand.interactive(Duration.ofMillis(600));
            PoolTransientException e = catchThrowableOfType(PoolTransientException.class, () -> hurried.call(db::getConnection));
            assertThat((Object) e).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofMillis(900));
            neon.faults().clear();
            assertThat(Database.one(db)).isEqualTo(1);
        }
    }

    @Test
    void anAttemptIntoABlackHoleEndsAtTheConnectDeadline() {
        neon.faults().blackHole();
        try (var db = NeonDataSource.open(settings().connectDeadline(Duration.ofMillis(200)))) {
            PoolTransientException e = catchThrowableOfType(PoolTransientException.class, db::getConnection);
            assertThat(e.reason().kind()).isEqualTo(Connecting.TIMED_OUT);
            assertThat(e.snapshot().state()).isEqualTo(PoolState.DOWN);
        }
    }

    @Test
    void aResetIsNoticedOnAnyPathAndTheNextCallerSeesNothing() throws SQLException {
        try (var db = NeonDataSource.open(settings())) {
            try (Connection c = db.getConnection(); var s = c.createStatement()) {
                c.setAutoCommit(false);
                s.setFetchSize(1);
                var rows = s.executeQuery("select * from generate_series(1, 3)");
                rows.next();
                neon.faults().resetAll();
                assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
            }
            assertThat(db.snapshot().total()).isZero();
            assertThat(db.snapshot().counters().lost()).isEqualTo(1);
            assertThat(Database.one(db)).isEqualTo(1);
        }
    }

    @Test
    void aBareEndOfStreamInAResultSetCondemnsTheOthersToo() throws SQLException {
        try (var db = NeonDataSource.open(NeonSettings.of(neon.pooledUrl()).maximumSize(4))) {
            try (Connection c = db.getConnection(); var s = c.createStatement()) {
                try (Connection other = db.getConnection()) {
                    assertThat(other.isClosed()).isFalse();
                }
                c.setAutoCommit(false);
                s.setFetchSize(1);
                var rows = s.executeQuery("select * from generate_series(1, 3)");
                rows.next();
                neon.suspend();
                assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
            }
            assertThat(db.snapshot().total()).isZero();
            assertThat(Database.one(db)).isEqualTo(1);
        }
    }

    @Test
    void aSuspendFoundByOneStatementCostsNoOtherCallerAnything() throws SQLException {
        try (var db = NeonDataSource.open(settings()); Connection held = db.getConnection()) {
            try (Connection second = db.getConnection(); Connection third = db.getConnection()) {
                assertThat(second).isNotSameAs(third);
            }
            assertThat(db.snapshot().idle()).isEqualTo(2);
            neon.suspend();
            assertThatThrownBy(() -> Database.text(held, "select 1")).isInstanceOf(SQLException.class);
            assertThat(db.snapshot().idle()).as("those of the same generation went with it").isZero();
            assertThat(Database.one(db)).isEqualTo(1);
        }
    }

    @Test
    void everyRefusalOfTheProxyIsToldByItsOwnReason() {
        refusal("Control plane request failed: endpoint is disabled", Connecting.ENDPOINT_DISABLED);
        refusal("Control plane request failed: endpoint cannot be found", Connecting.ENDPOINT_MISSING);
        refusal("This IP address 192.0.2.7 is not allowed to connect to this endpoint.", Connecting.NOT_ALLOWED);
        refusal("Your project has exceeded the compute time quota.", Connecting.QUOTA);
    }

    private void refusal(String text, Connecting expected) {
        neon.faults().refuse(text);
        try (var db = NeonDataSource.open(settings())) {
            SQLException e = catchThrowableOfType(SQLException.class, db::getConnection);
            assertThat(((PoolFailure) e).reason().kind()).isEqualTo(expected);
            assertThat(e.getMessage()).contains(expected.text());
        }
    }

    @Test
    void aTransientTextIsWakingAndEndsWhenTheProxyIsThroughWithIt() throws Exception {
        neon.faults().refuse("Couldn't connect to compute node");
        try (var db = NeonDataSource.open(settings())) {
            Demand short_ = Demand.interactive(Duration.ofMillis(300));
            PoolTransientException e = catchThrowableOfType(PoolTransientException.class, () -> short_.call(db::getConnection));
            assertThat(e.snapshot().state()).isEqualTo(PoolState.WAKING);
            assertThat(e.reason().kind()).isEqualTo(Connecting.COMPUTE_UNREACHABLE);
            neon.faults().clear();
            assertThat(Database.one(db)).isEqualTo(1);
        }
    }

    @Test
    void aPingConnectsEvenWhenDown() throws Exception {
        neon.faults().refuse("Control plane request failed: endpoint cannot be found");
        try (var db = NeonDataSource.open(settings())) {
            assertThatThrownBy(db::getConnection).isInstanceOf(PoolRefusedException.class);
            neon.faults().clear();
            PoolRefusedException spared = catchThrowableOfType(PoolRefusedException.class, db::getConnection);
            assertThat(spared.retryAfter()).isPresent();
        }
        try (var db = NeonDataSource.open(nobody())) {
            assertThatThrownBy(() -> db.ping(Duration.ofSeconds(2))).isInstanceOf(PoolTransientException.class);
        }
        try (var db = NeonDataSource.open(settings())) {
            assertThat(db.ping(Duration.ofSeconds(5))).isPositive();
            assertThat(db.snapshot().idle()).isEqualTo(1);
        }
    }

    @Test
    void closingRefusesWhoeverWaitsAndLeavesNoThreadBehind() throws Exception {
        var db = NeonDataSource.open(settings().maximumSize(1).closeGrace(Duration.ofMillis(100)));
        Connection held = db.getConnection();
        CompletableFuture<PoolFailure> waiting = CompletableFuture
                .supplyAsync(() -> (PoolFailure) catchThrowableOfType(SQLException.class, db::getConnection));
        while (db.snapshot().waiting() == 0) {
            Thread.onSpinWait();
        }
        long begun = System.nanoTime();
        db.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(waiting.get().reason().kind()).isEqualTo(Queueing.CLOSED);
        assertThat(held.isClosed()).as("a connection that did not come back was cut").isTrue();
        held.close();
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("hornbook-pool"));
        assertThatThrownBy(db::getConnection).isInstanceOf(PoolRefusedException.class);
        assertThat(db.snapshot().state()).isEqualTo(PoolState.CLOSED);
    }

    @Test
    void closingWhileAnAttemptHangsLeavesNoThreadBehind() throws Exception {
        neon.faults().blackHole();
        var db = NeonDataSource.open(settings());
        CompletableFuture<SQLException> caller = CompletableFuture
                .supplyAsync(() -> catchThrowableOfType(SQLException.class, db::getConnection));
        while (db.snapshot().opening() == 0) {
            Thread.onSpinWait();
        }
        db.close();
        assertThat((Object) caller.get()).isInstanceOf(PoolRefusedException.class);
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("hornbook-pool"));
    }
}
