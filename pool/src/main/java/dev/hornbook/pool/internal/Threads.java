package dev.hornbook.pool.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of one pool: a timer that never blocks, and workers that open and close connections and end soon after. They are platform
 * threads, because name resolution pins a virtual thread's carrier, and because callers that keep all carriers busy must not hold up deadlines.
 */
final class Threads implements Time, Executor, AutoCloseable {
    private static final Duration IDLE_WORKER = Duration.ofSeconds(2);
    private static final Duration LAST_WORK = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor workers;

    Threads(String name) {
        timer = new ScheduledThreadPoolExecutor(1, named(name + "-timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        workers = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_WORKER.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(),
                named(name + "-worker"));
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void park(Object blocker, long nanos) {
        LockSupport.parkNanos(blocker, nanos);
    }

    @Override
    public Later after(long nanos, Runnable task) {
        Future<?> future = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Runs work that may block; on the calling thread once the workers are gone, so that nothing is left undone. */
    @Override
    public void execute(Runnable work) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    /** Ends all threads; work under way has two seconds, then it is interrupted. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LAST_WORK.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
            timer.awaitTermination(LAST_WORK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> Thread.ofPlatform().daemon().name(name + "-" + number.incrementAndGet()).unstarted(work);
    }
}
