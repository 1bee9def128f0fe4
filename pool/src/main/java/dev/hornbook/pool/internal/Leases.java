package dev.hornbook.pool.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks after what is lent. A connection that stays out for too long is reported once, with the thread and, where it was noted, the stack that
 * borrowed it: of one borrow in a thousand, and after a leak without one, of all for a minute. Its timer runs while something is lent and asks
 * the server nothing. And a thread that is about to wait while it holds a connection is warned, once for each place: enough of them, each
 * holding one and waiting for a second, wait for one another until their deadlines. Guarded by the pool's lock where not said otherwise.
 */
final class Leases {
    private static final int ONE_IN = 1_024;
    private static final long ALERT = Duration.ofMinutes(1).toNanos();
    private static final int MOST_PLACES = 1_000;

    private final ReentrantLock lock;
    private final long leakAfter;
    private final Time time;
    private final Stock stock;
    private final Journal journal;
    private final Tally tally;
    private final Set<StackTraceElement> warned = ConcurrentHashMap.newKeySet();
    private Time.Later look;
    private long alertEnds;
    private volatile boolean alert;

    Leases(ReentrantLock lock, Limits limits, Time time, Stock stock, Journal journal, Tally tally) {
        this.lock = lock;
        this.leakAfter = limits.leakAfter();
        this.time = time;
        this.stock = stock;
        this.journal = journal;
        this.tally = tally;
    }

    /** A connection goes out. */
    void lent() {
        if (look == null && leakAfter > 0) {
            look = time.after(leakAfter, this::look);
        }
    }

    /** The calling thread has a connection; needs no lock, because nobody else is near the slot. */
    void borrowed(Slot slot) {
        slot.borrower = Thread.currentThread();
        if ((++slot.lendings & (ONE_IN - 1)) == 0 || alert) {
            slot.stack = new Throwable("borrowed here");
        }
    }

    /** A connection came back, or is gone. */
    void ended(Slot slot) {
        slot.borrower = null;
        if (slot.stack != null) {
            slot.stack = null;
        }
        if (slot.reported) {
            slot.reported = false;
            journal.leaseEnded(Duration.ofNanos(time.nanos() - slot.since));
        }
    }

    /** Whether the calling thread holds a connection already. */
    boolean nested() {
        for (Slot slot : stock.all()) {
            if (slot.borrower == Thread.currentThread()) {
                return true;
            }
        }
        return false;
    }

    /** Warns of a nested borrow, on the thread that is about to wait for others to bring one back; without the lock. */
    void warnOfNested() {
        tally.nested.increment();
        Throwable here = new Throwable("the second connection was asked for here");
        if (warned.size() < MOST_PLACES && warned.add(place(here))) {
            journal.nested(here);
        }
    }

    /** The first frame that is neither ours nor the JDK's. */
    private static StackTraceElement place(Throwable here) {
        StackTraceElement[] frames = here.getStackTrace();
        for (StackTraceElement frame : frames) {
            String name = frame.getClassName();
            boolean ours = name.startsWith("dev.hornbook.pool.internal.") || name.equals("dev.hornbook.pool.NeonDataSource");
            if (!ours && !name.startsWith("java.") && !name.startsWith("jdk.")) {
                return frame;
            }
        }
        return frames[frames.length - 1];
    }

    private void look() {
        lock.lock();
        try {
            long now = time.nanos();
            long next = Long.MAX_VALUE;
            for (Slot slot : stock.all()) {
                if (slot.lent && !slot.reported) {
                    long left = slot.since + leakAfter - now;
                    if (left <= 0) {
                        report(slot, now);
                    } else {
                        next = Math.min(next, left);
                    }
                }
            }
            alert = alert && now - alertEnds < 0;
            long least = alert ? Math.min(next, alertEnds - now) : next;
            look = least == Long.MAX_VALUE ? null : time.after(least, this::look);
        } finally {
            lock.unlock();
        }
    }

    private void report(Slot slot, long now) {
        slot.reported = true;
        tally.leaked.increment();
        Thread borrower = slot.borrower;
        journal.leaseTooLong(Duration.ofNanos(now - slot.since), borrower == null ? "unknown" : borrower.toString(), slot.stack);
        if (slot.stack == null) {
            alert = true;
            alertEnds = now + ALERT;
        }
    }
}
