package dev.hornbook.sim.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The weather on the way between clients and compute: one that holds everywhere, for connections that are open too, and
 * spells that meet the next so many connections and stay with them. Clearing ends all of it.
 */
public final class Conditions {

    /** Meets so many more connections. */
    private static final class Spell {
        private final Weather weather;
        private int left;

        Spell(Weather weather, int left) {
            this.weather = weather;
            this.left = left;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Spell> spells = new ArrayList<>();
    private volatile Weather everywhere = Weather.CALM;
    private volatile long clearings;
    private volatile boolean closed;

    /** Changes the weather everywhere. */
    public void change(UnaryOperator<Weather> change) {
        locked(() -> everywhere = change.apply(everywhere));
    }

    /** Lets the next connections meet this, on top of what holds everywhere. */
    public void meet(int connections, Weather weather) {
        locked(() -> spells.add(new Spell(weather, connections)));
    }

    /** Ends everything; whoever waits goes on. */
    public void clear() {
        locked(() -> {
            everywhere = Weather.CALM;
            spells.clear();
            clearings++;
        });
    }

    /** Holds nobody up any more, for good. */
    void close() {
        locked(() -> closed = true);
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A new connection: takes along the spells it meets. */
    Outlook arrive() {
        lock.lock();
        try {
            Weather own = Weather.CALM;
            for (Iterator<Spell> each = spells.iterator(); each.hasNext();) {
                Spell spell = each.next();
                own = own.and(spell.weather);
                if (--spell.left <= 0) {
                    each.remove();
                }
            }
            return new Outlook(own, clearings);
        } finally {
            lock.unlock();
        }
    }

    /** The weather as one connection meets it. */
    final class Outlook {
        private final Weather own;
        private final long since;

        private Outlook(Weather own, long since) {
            this.own = own;
            this.since = since;
        }

        Weather now() {
            return since == clearings ? own.and(everywhere) : everywhere;
        }

        /** Waits so long, or until everything is cleared. */
        void delay(Duration time) throws InterruptedException {
            delayUntil(System.nanoTime() + time.toNanos());
        }

        void delayUntil(long due) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long before = clearings;
                for (long left = due - System.nanoTime(); left > 0 && !closed && clearings == before; left = due - System.nanoTime()) {
                    changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Returns when something may pass. */
        void awaitWay() throws InterruptedException {
            if (now().blackHole()) {
                lock.lockInterruptibly();
                try {
                    while (now().blackHole() && !closed) {
                        changed.await();
                    }
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
