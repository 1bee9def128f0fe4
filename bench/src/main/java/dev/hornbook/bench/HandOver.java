package dev.hornbook.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Many virtual threads that each borrow a connection, hold it for a moment and borrow again at once: what a busy server looks like from its
 * pool. A pool that lets whoever comes first take what was just returned serves a few threads and starves the rest.
 *
 * @param callers threads
 * @param hold how long each keeps a connection
 * @param time how long they go on
 */
record HandOver(int callers, Duration hold, Duration time) {

    /** Every wait until a connection was there, the last ones too, which began within the time and may have ended after it. */
    Waits run(DataSource source) throws InterruptedException, ExecutionException {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Caller>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(() -> {
                    go.await();
                    var caller = new Caller();
                    caller.borrowUntil(System.nanoTime() + time.toNanos(), source, hold.toNanos());
                    return caller;
                }));
            }
            long began = System.nanoTime();
            go.countDown();
            List<Caller> ended = new ArrayList<>();
            for (var caller : running) {
                ended.add(caller.get());
            }
            return Waits.of(ended.stream().map(Caller::waits).toList(), ended.stream().mapToLong(Caller::failed).sum(),
                    Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** One thread's own account, so that counting costs no contention. */
    private static final class Caller {
        private final List<Long> waits = new ArrayList<>();
        private long failed;

        void borrowUntil(long end, DataSource source, long hold) {
            for (long asked = System.nanoTime(); asked < end; asked = System.nanoTime()) {
                try (var _ = source.getConnection()) {
                    long lent = System.nanoTime();
                    waits.add(lent - asked);
                    park(lent + hold);
                } catch (SQLException e) {
                    failed++;
                }
            }
        }

        private static void park(long until) {
            for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }

        List<Long> waits() {
            return waits;
        }

        long failed() {
            return failed;
        }
    }
}
