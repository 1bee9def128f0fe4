package dev.hornbook.pool.check;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.PoolState;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The first connection: signing in, and waking the compute if it sleeps. */
final class SignIn {
    /** Within which the first connection should be there, a cold start of a second included. */
    static final Duration GOAL = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final NeonDataSource pool;
    private boolean wasWaking;

    SignIn(NeonDataSource pool) {
        this.pool = pool;
    }

    Finding at(Duration limit) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        watched(limit);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return judged(pool.settings().url().user() + " signed in; the first connection was there after " + Words.time(took)
                + (wasWaking ? ", in which the compute was woken" : ""), took).figure("firstConnectionMillis", took.toMillis());
    }

    static Finding judged(String words, Duration took) {
        return took.compareTo(GOAL) <= 0
                ? Finding.fine(words)
                : Finding.attention(words, "Under " + Words.time(GOAL)
                        + " is usual, a cold start of a second included. If it stays so, run closer to the compute's region, or keep it warm while"
                        + " people are there.");
    }

    /** The pool tells what it waits for while it waits, and not afterwards. */
    private void watched(Duration limit) throws SQLException, InterruptedException {
        FutureTask<Duration> ping = new FutureTask<>(() -> pool.ping(limit));
        Thread.startVirtualThread(ping);
        while (true) {
            try {
                ping.get(GLANCE.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException e) {
                wasWaking |= pool.snapshot().state() == PoolState.WAKING;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
