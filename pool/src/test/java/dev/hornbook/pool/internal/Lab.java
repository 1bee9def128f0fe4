package dev.hornbook.pool.internal;

import dev.hornbook.pool.KeepWarm;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.WakeCause;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A pool whose time and connections are the test's, and callers for it. */
final class Lab implements AutoCloseable {
    static final Duration ACQUIRE = Duration.ofSeconds(5);

    final FakeTime time = new FakeTime();
    final ScriptedOpener opener = new ScriptedOpener(time);
    final Pool pool;
    private final AtomicInteger working = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Lab(int maximum) {
        this(maximum, 100);
    }

    Lab(int maximum, int waiting) {
        this(maximum, 1.0, waiting, KeepWarm.off());
    }

    /** A pool that takes its share of what the server has. */
    static Lab sharing(int maximum, double share) {
        return new Lab(maximum, share, 100, KeepWarm.off());
    }

    /** A pool of four on a compute that sleeps after five minutes. */
    static Lab keeping(KeepWarm policy) {
        return new Lab(4, 1.0, 100, policy);
    }

    private Lab(int maximum, double share, int waiting, KeepWarm policy) {
        Limits limits = new Limits(maximum, share, waiting, seconds(5), seconds(15), seconds(60), seconds(1800), seconds(300),
                Duration.ofMillis(500).toNanos(),
                Duration.ofSeconds(2), Duration.ZERO, seconds(60), policy);
        pool = new Pool("lab", limits, time, this::work, () -> {}, opener, new Random(7));
    }

    private void work(Runnable work) {
        working.incrementAndGet();
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                working.decrementAndGet();
            }
        });
    }

    /** Waits until the pool's workers have nothing left to do. */
    void settle() {
        await(snapshot -> working.get() == 0);
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    /** A caller on a thread of its own, which is parked when this returns, unless it was served or refused at once. */
    Future<Slot> caller() throws InterruptedException {
        return caller(1, ACQUIRE);
    }

    Future<Slot> caller(int priority, Duration limit) throws InterruptedException {
        int waiting = pool.snapshot().waiting();
        Future<Slot> caller = threads.submit(() -> pool.acquire(priority, time.nanos(), time.nanos() + limit.toNanos(), WakeCause.DEMAND));
        await(snapshot -> caller.isDone() || snapshot.waiting() > waiting);
        if (!caller.isDone()) {
            time.awaitParked(pool.snapshot().waiting());
        }
        return caller;
    }

    /** Something else on a thread of its own. */
    <T> Future<T> onThread(Callable<T> work) {
        return threads.submit(work);
    }

    /** A caller who has taken the idle connection and asks it whether it is well. */
    Future<Slot> callerWhoIsProbing() {
        Future<Slot> caller = threads.submit(() -> pool.acquire(1, time.nanos(), time.nanos() + ACQUIRE.toNanos(), WakeCause.DEMAND));
        await(snapshot -> snapshot.idle() == 0 && snapshot.active() > 0);
        return caller;
    }

    /** Waits until the pool looks like that. */
    PoolSnapshot await(Predicate<PoolSnapshot> condition) {
        long limit = System.nanoTime() + seconds(10);
        PoolSnapshot snapshot = pool.snapshot();
        while (!condition.test(snapshot)) {
            if (System.nanoTime() - limit > 0) {
                throw new AssertionError("the pool stays at " + snapshot);
            }
            LockSupport.parkNanos(100_000);
            snapshot = pool.snapshot();
        }
        return snapshot;
    }

    void awaitState(PoolState state) {
        await(snapshot -> snapshot.state() == state);
    }

    /** A connection opened for a caller, who has it. */
    Slot lend() throws Exception {
        Future<Slot> caller = caller();
        if (!caller.isDone()) {
            opener.next().succeed();
        }
        return got(caller);
    }

    static Slot got(Future<Slot> caller) throws Exception {
        return caller.get(10, TimeUnit.SECONDS);
    }

    static Refusal refused(Future<Slot> caller) throws Exception {
        try {
            throw new AssertionError("served: " + caller.get(10, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (Refusal) e.getCause();
        }
    }

    static ScriptedLink link(Slot slot) {
        return (ScriptedLink) slot.link;
    }

    static SQLException connectFailure(String text) {
        return new SQLException(text, "XX000");
    }

    static SQLException unreachable() {
        return new SQLException("Connection refused.", "08001", new java.net.ConnectException("Connection refused"));
    }

    /** Lets time pass until an attempt begins, and returns how long that took; in steps so small that no deadline passes with it. */
    Duration passUntilAttempt() {
        Duration step = Duration.ofMillis(50);
        for (Duration passed = Duration.ZERO;; passed = passed.plus(step)) {
            if (pool.snapshot().opening() > 0) {
                return passed;
            }
            if (passed.compareTo(Duration.ofHours(1)) > 0) {
                throw new AssertionError("no attempt within an hour");
            }
            time.pass(step);
        }
    }

    /** Lets the next attempt fail, whenever it comes. */
    void failNext(SQLException failure) throws InterruptedException {
        long failed = pool.snapshot().counters().failed();
        passUntilAttempt();
        opener.next().fail(failure);
        await(snapshot -> snapshot.counters().failed() > failed && snapshot.opening() == 0);
    }

    /** Lets the pause pass that follows a failure, whatever chance made of it. */
    void passPause() {
        time.pass(Duration.ofSeconds(2));
    }

    @Override
    public void close() {
        pool.close();
        threads.shutdownNow();
    }
}
