package dev.hornbook.pool.internal;

import dev.hornbook.pool.Capacity;
import dev.hornbook.pool.Fault.Connecting;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The attempts under way. Each runs on a worker and is watched from the timer: its connect deadline counts until the server has the last word
 * after authentication and falls silent; from there the wake allowance does, because that silence is a compute that wakes. Everything is
 * guarded by the pool's lock, under which the {@link Outcome} is told as well.
 */
final class Openings {
    /** What the pool makes of attempts; called under its lock. */
    interface Outcome {
        /** Whether a connection that has opened is to ask the server for its size, before it is lent. */
        boolean measures();

        void measured(Capacity capacity);

        void opened(Link link);

        void failed(Connecting fault, Throwable cause);

        /** The compute is starting; until when it may. */
        long silent(long since);

        /** A place has become free that a broken-off attempt still held. */
        void freed();
    }

    /** Silence after authentication that is no mere round trip. */
    private static final long SILENCE = Duration.ofMillis(100).toNanos();
    /** What asking for the size may take where waking has used up the attempt's own time. */
    private static final Duration LEAST_TO_MEASURE = Duration.ofMillis(500);

    private final ReentrantLock lock;
    private final Time time;
    private final Executor workers;
    private final Opener opener;
    private final long connectDeadline;
    private final Duration mostToMeasure;
    private final Outcome outcome;
    private final Set<Attempt> underWay = new HashSet<>();
    private int brokenOff;

    Openings(ReentrantLock lock, Time time, Executor workers, Opener opener, Limits limits, Outcome outcome) {
        this.lock = lock;
        this.time = time;
        this.workers = workers;
        this.opener = opener;
        this.connectDeadline = limits.connectDeadline();
        this.mostToMeasure = limits.validation();
        this.outcome = outcome;
    }

    /** All that take a place. */
    int count() {
        return underWay.size();
    }

    /** Those that may still succeed in time. */
    int hopeful() {
        return underWay.size() - brokenOff;
    }

    void start() {
        Attempt attempt = new Attempt(time.nanos());
        underWay.add(attempt);
        watch(attempt, Math.min(SILENCE, connectDeadline));
        workers.execute(() -> run(attempt));
    }

    /** Those under way, to be cut after the lock; each ends on its own worker. */
    List<Attempt> all() {
        return new ArrayList<>(underWay);
    }

    private void run(Attempt attempt) {
        Link link = null;
        Throwable failure = null;
        try {
            link = opener.open(attempt);
            if (measures(attempt)) {
                failure = measure(link, attempt);
                link = failure == null ? link : null;
            }
        } catch (SQLException | RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = e;
            throw e;
        } finally {
            if (!joined(attempt, link, failure) && link != null) {
                link.abort();
            }
        }
    }

    private boolean joined(Attempt attempt, Link link, Throwable failure) {
        lock.lock();
        try {
            return end(attempt, link, failure);
        } finally {
            lock.unlock();
        }
    }

    /** From here on only its own limit cuts it. */
    private boolean measures(Attempt attempt) {
        lock.lock();
        try {
            attempt.connected = true;
            return !attempt.brokenOff && outcome.measures();
        } finally {
            lock.unlock();
        }
    }

    /** Asks for the size. Not to learn it is no failure; to lose the connection over it is, which is returned. */
    private Throwable measure(Link link, Attempt attempt) {
        Duration left = Duration.ofNanos(attempt.started + connectDeadline - time.nanos());
        Duration limit = left.compareTo(LEAST_TO_MEASURE) < 0 ? LEAST_TO_MEASURE : left;
        try {
            Capacity capacity = link.capacity(limit.compareTo(mostToMeasure) < 0 ? limit : mostToMeasure);
            lock.lock();
            try {
                outcome.measured(capacity);
            } finally {
                lock.unlock();
            }
        } catch (SQLException | RuntimeException e) {
            if (link.ended() || !link.isOpen()) {
                link.abort();
                return e;
            }
        }
        return null;
    }

    /** True when its connection joins the pool. One that was broken off at the last moment is being cut, or is cut already. */
    private boolean end(Attempt attempt, Link link, Throwable failure) {
        underWay.remove(attempt);
        attempt.ended = true;
        if (attempt.brokenOff) {
            brokenOff--;
            outcome.freed();
            return false;
        }
        if (link != null) {
            outcome.opened(link);
        } else {
            outcome.failed(Classifier.connecting(failure), failure);
        }
        return link != null;
    }

    private void watch(Attempt attempt, long nanos) {
        time.after(nanos, () -> {
            boolean late;
            lock.lock();
            try {
                late = !attempt.connected && !attempt.ended && !attempt.brokenOff && look(attempt);
            } finally {
                lock.unlock();
            }
            if (late) {
                attempt.cut();
            }
        });
    }

    /** True when its time is over. */
    private boolean look(Attempt attempt) {
        long now = time.nanos();
        long since = attempt.silentSince();
        boolean silent = since != Attempt.TALKING && now - since >= SILENCE;
        long deadline = silent ? outcome.silent(since) : attempt.started + connectDeadline;
        if (now - deadline < 0) {
            watch(attempt, Math.min(SILENCE, deadline - now));
            return false;
        }
        attempt.brokenOff = true;
        brokenOff++;
        outcome.failed(silent ? Connecting.NOT_WAKING : attempt.overdue(), null);
        return true;
    }
}
