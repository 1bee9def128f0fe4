package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault;
import dev.hornbook.pool.Fault.Queueing;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What callers are told who get no connection, and whether there is any use in letting one wait. Guarded by the pool's lock. */
final class Refuser {
    private final Limits limits;
    private final Time time;
    private final WaitQueue queue;
    private final Stock stock;
    private final Bound bound;
    private final Growth growth;
    private final Status status;
    private final Tally tally;

    Refuser(Limits limits, Time time, WaitQueue queue, Stock stock, Bound bound, Growth growth, Status status, Tally tally) {
        this.limits = limits;
        this.time = time;
        this.queue = queue;
        this.stock = stock;
        this.bound = bound;
        this.growth = growth;
        this.status = status;
        this.tally = tally;
    }

    /** @param patient to wait even when DOWN, for the next attempt's outcome */
    void refuseIfHopeless(long deadline, boolean patient, long now) throws Refusal {
        if (status.state() == PoolState.CLOSED) {
            throw refusal(Queueing.CLOSED);
        }
        if (status.state() == PoolState.DOWN && !patient) {
            throw down();
        }
        if (queue.size() >= limits.maximumWaiting()) {
            throw refusal(Reason.of(Queueing.FULL, Optional.of(growth.retryAfter())));
        }
        if (deadline - now <= 0) {
            throw late();
        }
    }

    /** A deadline has passed: the connections there are were busy, or there was none for the state's reason. */
    Refusal late() {
        Reason reason = stock.open() > 0
                ? Reason.of(Queueing.BUSY, Optional.empty())
                : status.reason().orElseGet(() -> Reason.of(Queueing.OPENING, Optional.empty()));
        return refusal(retried(reason));
    }

    Refusal down() {
        return refusal(retried(status.reason().orElseThrow()));
    }

    Refusal refusal(Fault fault) {
        return refusal(Reason.of(fault, Optional.empty()));
    }

    private Refusal refusal(Reason reason) {
        return new Refusal(reason, look(), status.cause());
    }

    private Reason retried(Reason reason) {
        Duration later = growth.retryAfter();
        return new Reason(reason.kind(), reason.text(), reason.permanent(), Optional.of(later));
    }

    PoolSnapshot look() {
        Optional<Instant> confirmed = status.lastHeard().map(latest -> time.now().minusNanos(time.nanos() - stock.heard(latest)));
        Optional<Reason> reason = status.reason().map(why -> why.kind() instanceof Fault.Connecting ? retried(why) : why);
        int open = stock.open();
        return new PoolSnapshot(status.state(), reason, status.since(), confirmed, open, open - stock.idle(), stock.idle(),
                growth.openings().count(), queue.size(), bound.at(time.nanos()), bound.capacity(), tally.counters());
    }
}
