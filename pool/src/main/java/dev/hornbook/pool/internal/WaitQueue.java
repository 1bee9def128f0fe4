package dev.hornbook.pool.internal;

/**
 * Waiters in the order in which they are served: by priority, and first come, first served within one. Linked through the waiters themselves,
 * so that one that leaves is taken out at once wherever it stands. Guarded by the pool's lock.
 */
final class WaitQueue {
    private final Waiter[] first;
    private final Waiter[] last;
    private final int[] sizes;
    private int size;

    WaitQueue(int priorities) {
        first = new Waiter[priorities];
        last = new Waiter[priorities];
        sizes = new int[priorities];
    }

    int size() {
        return size;
    }

    /** How many would be served before somebody who came now. */
    int ahead(int priority) {
        int ahead = 0;
        for (int p = 0; p <= priority; p++) {
            ahead += sizes[p];
        }
        return ahead;
    }

    void add(Waiter waiter) {
        int p = waiter.priority;
        waiter.before = last[p];
        if (last[p] == null) {
            first[p] = waiter;
        } else {
            last[p].after = waiter;
        }
        last[p] = waiter;
        entered(waiter);
    }

    /** For a waiter that was served once, and got a connection that turned out broken: it has waited its time already. */
    void addFirst(Waiter waiter) {
        int p = waiter.priority;
        waiter.after = first[p];
        if (first[p] == null) {
            last[p] = waiter;
        } else {
            first[p].before = waiter;
        }
        first[p] = waiter;
        entered(waiter);
    }

    /** Whoever is next; null when nobody waits. */
    Waiter peek() {
        for (Waiter head : first) {
            if (head != null) {
                return head;
            }
        }
        return null;
    }

    /** Takes out whoever is next; null when nobody waits. */
    Waiter poll() {
        Waiter head = peek();
        if (head != null) {
            remove(head);
        }
        return head;
    }

    /** Takes a waiter out, if it is still in. */
    void remove(Waiter waiter) {
        if (!waiter.queued) {
            return;
        }
        int p = waiter.priority;
        if (waiter.before == null) {
            first[p] = waiter.after;
        } else {
            waiter.before.after = waiter.after;
        }
        if (waiter.after == null) {
            last[p] = waiter.before;
        } else {
            waiter.after.before = waiter.before;
        }
        waiter.before = null;
        waiter.after = null;
        waiter.queued = false;
        size--;
        sizes[p]--;
    }

    private void entered(Waiter waiter) {
        waiter.queued = true;
        size++;
        sizes[waiter.priority]++;
    }
}
