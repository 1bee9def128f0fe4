package dev.hornbook.pool.internal;

import dev.hornbook.pool.WakeCause;
import dev.hornbook.pool.Warmth;

import java.time.Duration;

/** How long the compute was awake on the pool's account, and how long on its callers'. Guarded by the pool's lock. */
final class AwakeTime {
    private final Span all;
    private final Span demanded;

    AwakeTime(long suspendTimeout) {
        all = new Span(suspendTimeout);
        demanded = new Span(suspendTimeout);
    }

    /** Something was asked of the compute, from one moment to another. */
    void used(WakeCause cause, long from, long to) {
        all.cover(from, to);
        if (cause == WakeCause.DEMAND) {
            demanded.cover(from, to);
        }
    }

    Warmth at(long now) {
        return new Warmth(Duration.ofNanos(all.total(now)), Duration.ofNanos(demanded.total(now)));
    }

    /** Stretches of activity, each reaching on for the suspend timeout, those that touch counted once. */
    private static final class Span {
        private final long tail;
        private boolean begun;
        private long before;
        private long since;
        private long last;

        Span(long tail) {
            this.tail = tail;
        }

        void cover(long from, long to) {
            if (!begun || from - last > tail) {
                before = total(from);
                since = from;
                last = to;
                begun = true;
            } else if (to - last > 0) {
                last = to;
            }
        }

        long total(long now) {
            return begun ? before + Math.min(now - since, last - since + tail) : 0;
        }
    }
}
