package dev.hornbook.answer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Work under the same name goes one after the other; under different names it does not wait. */
final class Turns {
    private final ConcurrentHashMap<String, CountDownLatch> taken = new ConcurrentHashMap<>();

    /** Does the work when nobody else does any under this name; an interrupt while it waits is kept, and the work is done at once. */
    <T> T take(String name, Supplier<T> work) {
        CountDownLatch mine = new CountDownLatch(1);
        boolean turn = await(name, mine);
        try {
            return work.get();
        } finally {
            if (turn) {
                taken.remove(name, mine);
                mine.countDown();
            }
        }
    }

    private boolean await(String name, CountDownLatch mine) {
        for (CountDownLatch before; (before = taken.putIfAbsent(name, mine)) != null;) {
            try {
                before.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
