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
        judge(slot.link.ended() && !slot.ownFault ? Established.LOST : Classifier.established(cause), slot, cause);
    }

    /** Something failed on a connection that is still lent. */
    void judgeFailure(Slot slot, SQLException failure) {
        Established fault = Classifier.established(failure);
        if (fault == Established.LEAKED_TRANSACTION) {
            slot.ownFault = true;
            journal.leaked();
        }
        judge(fault, slot, failure);
    }

    private void judge(Established fault, Slot slot, Throwable cause) {
        if (fault == Established.SUSPECT) {
            suspectedAt = time.nanos();
        } else if (fault.condemns() && stock.condemn(slot.generation)) {
            slowStart.collapse();
            journal.condemned(cause instanceof SQLException e ? "SQLSTATE " + e.getSQLState() : "end of stream");
        }
    }
}
