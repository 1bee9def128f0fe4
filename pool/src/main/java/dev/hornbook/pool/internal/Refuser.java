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
    private static final Reason TOO_LATE = new Reason(Queueing.BUSY, "The deadline has passed: the work spent its time on something else, "
            + "or an idle connection was asked whether it is well and did not answer in time. Give the work more time, or have it do less.",
            false, Optional.empty());

    private final Limits limits;
    private final Time time;
    private final WaitQueue queue;
    private final Forecast forecast;
    private final Stock stock;
    private final Bound bound;
    private final Growth growth;
    private final AwakeTime awake;
    private final Status status;
    private final Tally tally;

    Refuser(Limits limits, Time time, WaitQueue queue, Forecast forecast, Stock stock, Bound bound, Growth growth, AwakeTime awake,
            Status status,
            Tally tally) {
        this.limits = limits;
        this.time = time;
        this.queue = queue;
        this.forecast = forecast;
        this.stock = stock;
        this.bound = bound;
        this.growth = growth;
        this.awake = awake;
        this.status = status;
        this.tally = tally;
    }

    /** For those whose deadline is over before they ask: nothing is lent to them, nor asked or opened for them. */
    void refuseIfLate(long deadline, boolean patient, long now) throws Refusal {
        if (deadline - now <= 0) {
            refuseIfHopeless(patient);
            throw tooLate();
        }
    }

    /** A deadline has passed without any waiting for others. */
    Refusal tooLate() {
        return refusal(retried(stock.open() == 0 ? status.reason().orElse(TOO_LATE) : TOO_LATE));
    }

    /** @param patient to wait even when DOWN, for the next attempt's outcome */
    void refuseIfHopeless(boolean patient) throws Refusal {
        if (status.state() == PoolState.CLOSED) {
            throw refusal(Queueing.CLOSED);
        }
        if (status.state() == PoolState.DOWN && !patient) {
            throw down();
        }
    }

    /**
     * For those who come anew. The forecast counts only where nothing but other callers stands before them: not while the state is unsettled,
     * nor while there is room for more connections.
     */
    void refuseIfTooMany(int priority, long deadline, long now) throws Refusal {
        if (queue.size() >= limits.maximumWaiting()) {
            tally.shed.increment();
            throw refusal(Reason.of(Queueing.FULL, Optional.of(growth.retryAfter())));
        }
        int place = queue.ahead(priority) + 1;
        Duration left = Duration.ofNanos(deadline - now);
        boolean settled = status.state() == PoolState.READY && stock.places() >= bound.at(now);
        if (settled && forecast.hopeless(place, left)) {
            tally.shed.increment();
            Duration wait = forecast.at(place);
            String text = "The queue is too long for this deadline: at the rate of now the wait would be " + wait.toMillis() + " ms, and "
                    + left.toMillis() + " ms are left. Ask again later, or give the caller more time.";
            throw refusal(new Reason(Queueing.BUSY, text, false, Optional.of(wait.minus(left))));
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
                growth.openings().count(), queue.size(), bound.at(time.nanos()), bound.capacity(), awake.at(time.nanos()), tally.wakes(),
                tally.counters());
    }
}
