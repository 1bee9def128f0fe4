package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault;
import dev.hornbook.pool.PoolListener;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Tells what happens: to Flight Recorder, to the tally, to listeners. With nobody listening it costs a look at a flag. */
final class Watch {
    private final String pool;
    private final Time time;
    private final Executor workers;
    private final Tally tally;
    private final List<PoolListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean listening;

    Watch(String pool, Time time, Executor workers, Tally tally) {
        this.pool = pool;
        this.time = time;
        this.workers = workers;
        this.tally = tally;
    }

    void add(PoolListener listener) {
        listeners.add(listener);
        listening = true;
    }

    /** @param since when it was asked for */
    void acquired(long since) {
        if (listening) {
            long nanos = time.nanos() - since;
            tell(listener -> listener.acquired(nanos));
        }
    }

    /** @param since when it was lent */
    void used(long since) {
        if (listening) {
            long nanos = time.nanos() - since;
            tell(listener -> listener.used(nanos));
        }
    }

    /** An opener that tells of its attempts. */
    Opener on(Opener opener) {
        return attempt -> {
            Events.Open event = new Events.Open();
            event.begin();
            long begun = time.nanos();
            String fault = null;
            try {
                Link link = opener.open(attempt);
                long nanos = time.nanos() - begun;
                tell(listener -> listener.created(nanos));
                return link;
            } catch (SQLException | RuntimeException e) {
                fault = Classifier.connecting(e).name();
                throw e;
            } finally {
                event.fault = fault;
                commit(event);
            }
        };
    }

    Events.Wait waiting() {
        Events.Wait event = new Events.Wait();
        event.begin();
        return event;
    }

    void waited(Events.Wait event, int priority, boolean served) {
        event.end();
        if (event.shouldCommit()) {
            event.priority = priority;
            event.served = served;
            commit(event);
        }
    }

    void evicted(Slot slot) {
        Events.Evict event = new Events.Evict();
        if (event.isEnabled()) {
            event.cause = cause(slot);
            commit(event);
        }
    }

    private String cause(Slot slot) {
        if (slot.loss != null) {
            return slot.loss.name();
        }
        return slot.generation.condemned() ? "SHARED_FATE" : slot.expires - time.nanos() <= 0 ? "AGE" : "UNUSED";
    }

    /** Under the pool's lock, so whoever listens is told elsewhere. */
    void woke(Behalf behalf) {
        tally.woke(behalf.cause());
        Events.Wake event = new Events.Wake();
        event.cause = behalf.cause().name();
        commit(event);
        if (listening) {
            workers.execute(() -> tell(listener -> listener.woke(behalf.cause(), behalf.work())));
        }
    }

    /** Under the pool's lock, as above. */
    void changed(PoolState state, Optional<Reason> reason) {
        if (listening) {
            Instant at = time.now();
            workers.execute(() -> tell(listener -> listener.changed(state, reason, at)));
        }
    }

    void refused(Fault reason) {
        tally.refused(reason);
        Events.Shed event = new Events.Shed();
        event.reason = reason.name();
        commit(event);
    }

    private void commit(Events.OfPool event) {
        event.pool = pool;
        event.commit();
    }

    private void tell(Consumer<PoolListener> news) {
        for (PoolListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                // Who watches must not be in the way of those who work, and there is nowhere left to say so.
            }
        }
    }
}
