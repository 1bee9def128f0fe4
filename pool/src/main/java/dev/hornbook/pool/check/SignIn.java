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
    /** Within which the first connection is there, a cold start of a second included. */
    private static final Duration USUAL = Duration.ofSeconds(2);
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
        String words = pool.settings().url().user() + " signed in; the first connection was there after " + Words.time(took)
                + (wasWaking ? ", in which the compute was woken" : "");
        return judged(words, took, pool.settings().acquireTimeout()).figure("firstConnectionMillis", took.toMillis());
    }

    /** @param patience what a caller has who asks for a connection and says no more */
    static Finding judged(String words, Duration took, Duration patience) {
        if (took.compareTo(patience) > 0) {
            return Finding.attention(words, "A caller waits for " + Words.time(patience)
                    + " unless it says otherwise, so the first ones after a"
                    + " pause are refused. Run in the compute's region, keep it warm while people are there, or give callers more time.");
        }
        return Finding.fine(took.compareTo(USUAL) > 0 ? words + "; usual is less than " + Words.time(USUAL) : words);
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
