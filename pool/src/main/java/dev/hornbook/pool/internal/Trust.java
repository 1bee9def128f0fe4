package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault.Established;

import java.sql.SQLException;

/**
 * What is believed of connections. One that was heard lately is lent unasked. When the server ended one, those of its generation are believed
 * to have ended with it; when one did not answer in time, what was heard of any of them before proves nothing any more, and each is asked.
 * Judging is guarded by the pool's lock.
 */
final class Trust {
    private final Limits limits;
    private final Time time;
    private final Stock stock;
    private final SlowStart slowStart;
    private final Journal journal;
    private volatile long suspectedAt;

    Trust(Limits limits, Time time, Stock stock, SlowStart slowStart, Journal journal) {
        this.limits = limits;
        this.time = time;
        this.stock = stock;
        this.slowStart = slowStart;
        this.journal = journal;
        this.suspectedAt = time.nanos() - 1;
    }

    /** Whether a slot may be lent without asking, as of the moment it was taken. */
    boolean holds(Slot slot) {
        long heard = slot.link.heard();
        return slot.since - heard <= limits.trustedFor() && heard - suspectedAt > 0;
    }

    /** A connection has come to its end, with a failure or, null, without one. */
    void judgeEnd(Slot slot, Throwable cause) {
        if (slot.loss == null) {
            slot.loss = slot.link.ended() ? Established.LOST : Classifier.established(cause);
            judge(slot.loss, slot, cause);
        }
    }

    /** We cut it ourselves, whatever is heard of it afterwards. */
    void judgeCut(Slot slot) {
        if (slot.loss == null) {
            slot.loss = Established.SUSPECT;
            judge(slot.loss, slot, null);
        }
    }

    /** Something failed on a connection that is lent; true when that was its end. */
    boolean judgeFailure(Slot slot, SQLException failure) {
        Established fault = Classifier.established(failure);
        if (slot.loss == null && fault.ends()) {
            slot.loss = fault;
            judge(fault, slot, failure);
        } else if (slot.over()) {
            judgeEnd(slot, failure);
        }
        return slot.loss != null;
    }

    private void judge(Established fault, Slot slot, Throwable cause) {
        if (fault == Established.LEAKED_TRANSACTION) {
            journal.leaked();
        } else if (fault == Established.SUSPECT) {
            suspectedAt = time.nanos();
        } else if (fault.condemns() && stock.condemn(slot.generation)) {
            slowStart.collapse();
            journal.condemned(cause instanceof SQLException e ? "SQLSTATE " + e.getSQLState() : "end of stream");
        }
    }
}
