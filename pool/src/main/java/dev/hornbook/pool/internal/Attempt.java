package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault.Connecting;

/**
 * One attempt to open a connection. It ends when its thread does; when its deadline passes first it is broken off and counts as failed, while
 * its place stays taken until the thread is done (name resolution cannot be interrupted). If it succeeds all the same, its wire is cut already,
 * or about to be, and the connection is thrown away.
 */
final class Attempt {
    /** What can be seen and done from outside while the attempt is under way. */
    interface Line {
        /** Since when the server has had the last word, after authentication, as {@link Time#nanos}; or {@link #TALKING}. */
        long silentSince();

        /** What is told of an attempt whose deadline passes here. */
        default Connecting overdue() {
            return Connecting.TIMED_OUT;
        }

        /** Cuts it. */
        void cut();
    }

    /** Not silent, or not authenticated yet. */
    static final long TALKING = Long.MIN_VALUE;

    final long started;
    /** Guarded by the pool's lock: it was broken off at its deadline, and its failure has been counted. */
    boolean brokenOff;
    /** Guarded by the pool's lock: the connection is there, and only has to be made ready. */
    boolean connected;
    /** Guarded by the pool's lock. */
    boolean ended;
    private volatile Line line;
    private volatile boolean cut;

    Attempt(long started) {
        this.started = started;
    }

    void on(Line line) {
        this.line = line;
        if (cut) {
            line.cut();
        }
    }

    long silentSince() {
        Line current = line;
        return current == null ? TALKING : current.silentSince();
    }

    Connecting overdue() {
        Line current = line;
        return current == null ? Connecting.TIMED_OUT : current.overdue();
    }

    void cut() {
        cut = true;
        Line current = line;
        if (current != null) {
            current.cut();
        }
    }
}
