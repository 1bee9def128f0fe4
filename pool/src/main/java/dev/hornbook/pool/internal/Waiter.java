package dev.hornbook.pool.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A caller that waits for a connection. It ends in exactly one of three ways, decided by one compare-and-set: it is served, it is refused, or
 * it leaves (its deadline passed, or its thread was interrupted). So a connection offered to a waiter that is leaving is refused and goes to
 * the next one, and a waiter that was served in the moment it wanted to leave keeps the connection: none is lost either way.
 */
final class Waiter {
    private static final Object LEFT = new Object();
    private static final VarHandle OUTCOME;

    static {
        try {
            OUTCOME = MethodHandles.lookup().findVarHandle(Waiter.class, "outcome", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final int priority;
    final Behalf behalf;
    /** Neighbours in the queue; the queue's own, guarded by the pool's lock. */
    Waiter before;
    Waiter after;
    boolean queued;

    private final Thread thread = Thread.currentThread();
    private volatile Object outcome;

    Waiter(int priority, Behalf behalf) {
        this.priority = priority;
        this.behalf = behalf;
    }

    /** Offers a connection; false when the waiter has left. Who offers unparks, after letting go of the lock. */
    boolean offer(Slot slot) {
        return OUTCOME.compareAndSet(this, null, slot);
    }

    /** Tells the waiter that there is nothing for it; false when it has left. */
    boolean refuse(Refusal refusal) {
        return OUTCOME.compareAndSet(this, null, refusal);
    }

    void unpark() {
        LockSupport.unpark(thread);
    }

    /**
     * Waits on the thread that made this waiter.
     *
     * @return a slot, a refusal, or null when the waiter left at its deadline or because it was interrupted; the interrupt flag is then set
     */
    Object await(Time time, long deadline) {
        boolean interrupted = false;
        try {
            while (outcome == null) {
                long remaining = deadline - time.nanos();
                interrupted |= Thread.interrupted();
                if (remaining <= 0 || interrupted) {
                    if (OUTCOME.compareAndSet(this, null, LEFT)) {
                        return null;
                    }
                } else {
                    time.park(this, remaining);
                }
            }
            return outcome;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
