package dev.hornbook.pool.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Time that passes when the test says so. Tasks run on the test's thread, in their order; threads whose deadline has come are unparked. */
final class FakeTime implements Time {
    private record Task(long due, Runnable work) {}

    private record Sleeper(Thread thread, long due) {}

    private final List<Task> tasks = new ArrayList<>();
    private final List<Sleeper> sleepers = new ArrayList<>();
    private long now = 1_000_000_000L;
    private Duration clock = Duration.ZERO;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Instant now() {
        return Instant.ofEpochSecond(1_800_000_000L).plusNanos(now).plus(clock);
    }

    @Override
    public void park(Object blocker, long nanos) {
        Sleeper sleeper;
        synchronized (this) {
            sleeper = new Sleeper(Thread.currentThread(), now + nanos);
            sleepers.add(sleeper);
            notifyAll();
        }
        LockSupport.park(blocker);
        synchronized (this) {
            sleepers.remove(sleeper);
            notifyAll();
        }
    }

    @Override
    public synchronized Later after(long nanos, Runnable work) {
        Task task = new Task(now + nanos, work);
        tasks.add(task);
        return () -> {
            synchronized (this) {
                tasks.remove(task);
            }
        };
    }

    /** The process stands still: time passes and nothing runs; what was due is late. */
    synchronized void freeze(Duration time) {
        now += time.toNanos();
    }

    /** Somebody sets the wall clock. */
    synchronized void setClock(Duration ahead) {
        clock = ahead;
    }

    void pass(Duration time) {
        long end;
        synchronized (this) {
            end = now + time.toNanos();
        }
        for (Runnable work = next(end); work != null; work = next(end)) {
            work.run();
        }
        synchronized (this) {
            sleepers.stream().filter(sleeper -> sleeper.due <= now).forEach(sleeper -> LockSupport.unpark(sleeper.thread));
        }
    }

    private synchronized Runnable next(long end) {
        Task first = tasks.stream().filter(task -> task.due <= end).min(Comparator.comparingLong(Task::due)).orElse(null);
        now = first == null ? end : Math.max(now, first.due);
        tasks.remove(first);
        return first == null ? null : first.work;
    }

    /** Waits until so many threads are parked. */
    synchronized void awaitParked(int threads) throws InterruptedException {
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (sleepers.size() != threads) {
            long left = limit - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(sleepers.size() + " threads are parked, not " + threads);
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /** Whether so many threads are parked, and the deadline of none has come. */
    synchronized boolean isCalm(int threads) {
        return sleepers.size() == threads && sleepers.stream().noneMatch(sleeper -> sleeper.due <= now);
    }

    synchronized int scheduled() {
        return tasks.size();
    }
}
