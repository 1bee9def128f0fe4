package dev.hornbook.pool.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
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

    /** Ends all threads, and waits for it; work under way has two seconds, then it is interrupted and has a second more. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
        if (!joined(LAST_WORK)) {
            workers.shutdownNow();
            joined(LAST_WORK.dividedBy(2));
        }
    }

    /** An executor counts as terminated a moment before its threads are gone, so these are waited for themselves. */
    private boolean joined(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (Thread thread : alive) {
            try {
                // One that is new was refused by its executor and never starts. A pool may be closed by a thread of its own, through the log.
                boolean waitFor = thread.getState() != Thread.State.NEW && thread != Thread.currentThread();
                if (waitFor && !thread.join(Duration.ofNanos(deadline - System.nanoTime()))) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = Thread.ofPlatform().daemon().name(name + "-" + number.incrementAndGet()).unstarted(work);
            alive.removeIf(other -> other.getState() == Thread.State.TERMINATED);
            alive.add(thread);
            return thread;
        };
    }
}
