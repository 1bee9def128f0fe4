package dev.hornbook.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Virtual threads that call a pool, and the waiting that goes with them. */
final class Callers {
    private static final Duration A_LOOK = Duration.ofMillis(1);

    private Callers() {}

    /** So many threads that begin together; what each returns. */
    static <T> List<T> together(int callers, Callable<T> work) throws InterruptedException, ExecutionException {
        return with(callers, work, () -> {});
    }

    /** What happens to callers while they are at work; they end by themselves. */
    @FunctionalInterface
    interface Meanwhile<E extends Exception> {
        void run() throws E;
    }

    /** So many threads that begin together, and what happens to them meanwhile; what each returns. */
    static <T, E extends Exception> List<T> with(int callers, Callable<T> work, Meanwhile<E> meanwhile)
            throws E, InterruptedException, ExecutionException {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(() -> {
                    go.await();
                    return work.call();
                }));
            }
            go.countDown();
            meanwhile.run();
            List<T> results = new ArrayList<>();
            for (var caller : running) {
                results.add(caller.get());
            }
            return results;
        }
    }

    /** Keeps the calling thread for so long. */
    static void hold(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Looks every millisecond until it is so; an error after the limit, because then nothing can be measured. */
    static void await(String what, Duration limit, BooleanSupplier so) {
        long end = System.nanoTime() + limit.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("within " + limit.toSeconds() + " s it did not come about that " + what);
            }
            LockSupport.parkNanos(A_LOOK.toNanos());
        }
    }
}
