package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault.Established;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The connections there are. A slot is idle, or lent to exactly one caller, or gone; one that is idle waits for nobody, because what comes
 * back or opens goes to the first waiter that accepts it. The last to come back is the first to go out, so that what is too much grows old at
 * the other end. Guarded by the pool's lock.
 */
final class Stock {
    /** What the pool makes of a change; called under its lock. */
    interface Watcher {
        /** The last open connection has gone. */
        void emptied();

        /** A place has become free. */
        void freed();

        /** A connection is none of the pool's any more. */
        void evicted(Slot slot);

        /** Whether the last connection stays, however long it is idle. */
        boolean sparesLast();
    }

    /** How long saying good-bye may take. */
    private static final long FAREWELL = Duration.ofSeconds(1).toNanos();

    private final ReentrantLock lock;
    private final Limits limits;
    private final Time time;
    private final Executor workers;
    private final RandomGenerator random;
    private final WaitQueue queue;
    private final Bound bound;
    private final Forecast forecast;
    private final Tally tally;
    private final Watcher watcher;
    private final ArrayDeque<Slot> idle = new ArrayDeque<>();
    private final Set<Slot> open = new HashSet<>();
    private Generation generation = new Generation();
    private int closing;
    private Time.Later reaper;

    Stock(ReentrantLock lock, Limits limits, Time time, Executor workers, RandomGenerator random, WaitQueue queue, Bound bound,
            Forecast forecast, Tally tally,
            Watcher watcher) {
        this.lock = lock;
        this.limits = limits;
        this.time = time;
        this.workers = workers;
        this.random = random;
        this.queue = queue;
        this.bound = bound;
        this.forecast = forecast;
        this.tally = tally;
        this.watcher = watcher;
    }

    int open() {
        return open.size();
    }

    Set<Slot> all() {
        return open;
    }

    int idle() {
        return idle.size();
    }

    /** What is taken of the maximum: open connections, and those that are being closed. */
    int places() {
        return open.size() + closing;
    }

    /** When any open connection was heard last, if later than a given moment. */
    long heard(long latest) {
        for (Slot slot : open) {
            long heard = slot.link.heard();
            latest = heard - latest > 0 ? heard : latest;
        }
        return latest;
    }

    /** An idle slot, the last to come back; null when there is none. */
    Slot take(long now) {
        for (Slot slot = idle.poll(); slot != null; slot = idle.poll()) {
            if (slot.expires - now > 0) {
                slot.since = now;
                slot.lent = true;
                return slot;
            }
            retire(slot);
        }
        return null;
    }

    /** A new connection, of the present generation. The jitter keeps those opened together from ending together. */
    Slot admit(Link link, long now) {
        long life = limits.maximumLife();
        Slot slot = new Slot(link, generation, now + life - (long) (life / 10.0 * random.nextDouble()));
        slot.since = now;
        open.add(slot);
        tally.opened.increment();
        return slot;
    }

    /** Whether a slot may be lent again when it comes back. */
    boolean keeps(Slot slot) {
        return slot.kept && !slot.generation.condemned() && slot.expires - slot.lastUse() > 0 && open.size() <= bound.at(time);
    }

    /** Gives a slot to the next waiter, who is returned to be unparked after the lock; idle and null when nobody takes it. */
    Waiter deliver(Slot slot) {
        Waiter served = queue.size() == 0 ? null : offered(slot);
        if (served == null) {
            // The clock is not asked: that would be a good part of what coming back costs.
            slot.since = slot.lastUse();
            slot.lent = false;
            idle.push(slot);
            if (reaper == null) {
                reaper = time.after(limits.idleTimeout(), this::reap);
            }
        }
        return served;
    }

    private Waiter offered(Slot slot) {
        long now = time.nanos();
        slot.since = now;
        for (Waiter waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
            if (waiter.offer(slot)) {
                slot.lent = true;
                forecast.handedOver(now);
                return waiter;
            }
        }
        return null;
    }

    /** Condemns a generation and closes what is idle of it; true the first time. What is lent of it is not kept when it comes back. */
    boolean condemn(Generation fated) {
        if (!fated.condemn()) {
            return false;
        }
        if (fated == generation) {
            generation = new Generation();
        }
        for (Slot slot : List.copyOf(idle)) {
            if (slot.generation == fated) {
                idle.remove(slot);
                drop(slot);
            }
        }
        return true;
    }

    /** Out in good order: its place is taken until the server has been told. */
    void retire(Slot slot) {
        if (!forget(slot)) {
            return;
        }
        tally.retired.increment();
        closing++;
        workers.execute(() -> {
            Time.Later limit = time.after(FAREWELL, () -> workers.execute(slot.link::abort));
            slot.link.close();
            limit.cancel();
            lock.lock();
            try {
                closing--;
                watcher.freed();
            } finally {
                lock.unlock();
            }
        });
    }

    /** Out at once: the server is not there to be told, or has ended it itself. */
    void drop(Slot slot) {
        if (forget(slot)) {
            tally.lost.increment();
            workers.execute(slot.link::abort);
        }
    }

    /** Whether the present generation's size is yet to be asked for; true once. */
    boolean measures() {
        return generation.measure();
    }

    /** Closes all that are idle. */
    void clear() {
        for (Slot slot = idle.poll(); slot != null; slot = idle.poll()) {
            retire(slot);
        }
    }

    /** Cuts all that are left. */
    void abandon() {
        for (Slot slot : List.copyOf(open)) {
            slot.loss = slot.loss == null ? Established.SUSPECT : slot.loss;
            drop(slot);
        }
    }

    private boolean spared() {
        return open.size() == 1 && watcher.sparesLast();
    }

    private boolean forget(Slot slot) {
        boolean known = open.remove(slot);
        slot.kept = false;
        if (known) {
            watcher.evicted(slot);
        }
        if (known && open.isEmpty()) {
            generation = new Generation();
            watcher.emptied();
        }
        return known;
    }

    /** Closes what was idle for too long. */
    void reap() {
        lock.lock();
        try {
            if (reaper != null) {
                reaper.cancel();
                reaper = null;
            }
            long now = time.nanos();
            long next = Long.MAX_VALUE;
            for (Slot slot : List.copyOf(idle)) {
                long left = slot.since + limits.idleTimeout() - now;
                if (left <= 0 && !spared()) {
                    idle.remove(slot);
                    retire(slot);
                } else {
                    next = Math.min(next, Math.max(left, 1));
                }
            }
            if (!idle.isEmpty() && !spared()) {
                reaper = time.after(next, this::reap);
            }
        } finally {
            lock.unlock();
        }
    }
}
