package dev.hornbook.pool.internal;

import dev.hornbook.pool.KeepWarm;
import dev.hornbook.pool.KeepWarm.Schedule;
import dev.hornbook.pool.KeepWarm.WhileActive;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the compute awake while the policy says so: when nothing was heard for half the suspend timeout, one connection asks the empty query;
 * what callers do counts as well, so that a busy pool is never asked. If that fails, it is tried again after a quarter, in time still. While it
 * is warm one connection outlives the idle timeout. Nothing is asked any more that would keep the compute awake beyond the policy's end.
 * Guarded by the pool's lock.
 */
final class Warmer {
    /** How far ahead to trust the wall clock, which may be set. */
    private static final long AN_HOUR = Duration.ofHours(1).toNanos();
    private static final long FOR_EVER = Long.MAX_VALUE / 4;

    private final ReentrantLock lock;
    private final Time time;
    private final Executor workers;
    private final KeepWarm policy;
    private final long suspendTimeout;
    private final Stock stock;
    private final Status status;
    private final Growth growth;
    private final Runnable touch;
    private Time.Later next;
    private boolean warm;
    private boolean watching;
    private boolean ended;
    private boolean touching;
    private long notBefore;
    private long lastUse;

    /** @param touch borrows a connection in the background and asks it; may block */
    Warmer(ReentrantLock lock, Limits limits, Time time, Executor workers, Stock stock, Status status, Growth growth, Runnable touch) {
        this.lock = lock;
        this.time = time;
        this.workers = workers;
        this.policy = limits.keepWarm();
        this.suspendTimeout = limits.suspendTimeout();
        this.stock = stock;
        this.status = status;
        this.growth = growth;
        this.touch = touch;
        this.notBefore = time.nanos();
    }

    /** The pool is open. */
    void begin() {
        if (policy instanceof Schedule || policy instanceof KeepWarm.Always) {
            lookIn(0);
        }
    }

    /** Whether one connection is to stay open. */
    boolean warm() {
        return warm;
    }

    /** Somebody asks for a connection. */
    void demanded(long now) {
        lastUse = now;
        if (!watching && policy instanceof WhileActive) {
            // This caller wakes it.
            notBefore = now + suspendTimeout / 4;
            look();
        }
    }

    void end() {
        ended = true;
        warm = false;
        cancel();
    }

    private void look() {
        if (ended) {
            return;
        }
        long now = time.nanos();
        long left = left(now);
        warm = left > 0;
        watching = warm;
        if (warm) {
            long due = due(now, left);
            if (due <= 0) {
                // Who opens a connection wakes the compute as well.
                if (!touching && growth.openings().hopeful() == 0) {
                    touching = true;
                    notBefore = now + suspendTimeout / 4;
                    workers.execute(this::touch);
                }
                due = suspendTimeout / 4;
            }
            lookIn(Math.min(due, Math.min(left, AN_HOUR)));
        } else {
            stock.reap();
            if (policy instanceof Schedule schedule) {
                lookIn(Math.min(AN_HOUR, nanosTo(Hours.at(schedule, time.now()).from())));
            }
        }
    }

    /** How long the policy still holds; nothing or less when it does not now. */
    private long left(long now) {
        return switch (policy) {
            case KeepWarm.Off off -> 0;
            case KeepWarm.Always always -> FOR_EVER;
            case WhileActive active -> lastUse + active.linger().toNanos() - now;
            case Schedule schedule -> {
                Hours hours = Hours.at(schedule, time.now());
                yield hours.contain(time.now()) ? nanosTo(hours.to()) : 0;
            }
        };
    }

    /** In how long to ask again. */
    private long due(long now, long left) {
        long early = notBefore - now;
        if (stock.open() == 0 || status.lastHeard().isEmpty()) {
            return early;
        }
        long quiet = now - stock.heard(status.lastHeard().orElseThrow());
        return quiet + left <= suspendTimeout ? left : Math.max(early, suspendTimeout / 2 - quiet);
    }

    private long nanosTo(Instant moment) {
        return Math.max(1, Duration.between(time.now(), moment).toNanos());
    }

    private void touch() {
        try {
            touch.run();
        } finally {
            lock.lock();
            try {
                touching = false;
                if (warm) {
                    look();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void lookIn(long nanos) {
        cancel();
        next = time.after(nanos, () -> {
            lock.lock();
            try {
                look();
            } finally {
                lock.unlock();
            }
        });
    }

    private void cancel() {
        if (next != null) {
            next.cancel();
        }
    }
}
