package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault;
import dev.hornbook.pool.Fault.Connecting;
import dev.hornbook.pool.Fault.Treatment;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The state of the pool and the ways between states:
 *
 * <pre>
 * STARTING, ASLEEP, WAKING, DOWN  --a connection opens, or the server is heard-->        READY
 * READY                           --the last connection goes-->                          ASLEEP
 * any but READY                   --57P03, silence after authentication, transient text--> WAKING
 * WAKING                          --the wake allowance has passed-->                     DOWN
 * any without a connection        --permanent refusal, quota-->                          DOWN
 * READY                           --the last connection goes, and new ones are refused--> DOWN
 * any                             --unreachable twice running, unheard in between-->     DOWN
 * any                             --closed-->                                            CLOSED
 * </pre>
 *
 * <p>From a DOWN that followed a spent wake allowance only a success leads out, so that a compute that never wakes does not make callers wait
 * again and again. Guarded by the pool's lock.
 */
final class Status {
    private static final int RUNNING = 2;
    private static final long NEVER = Long.MIN_VALUE;

    private final Time time;
    private final long allowance;
    private final BiConsumer<PoolState, Optional<Reason>> listener;
    private PoolState state = PoolState.STARTING;
    private Instant since;
    private Optional<Reason> reason = Optional.empty();
    private Throwable cause;
    private int unreachable;
    private long wakingSince = NEVER;
    private boolean spent;
    /** Whether the last attempt was refused for something that time alone does not mend. */
    private boolean refused;
    private long lastFailure;
    private long lastHeard;
    private boolean everHeard;

    Status(Time time, long allowance, BiConsumer<PoolState, Optional<Reason>> listener) {
        this.time = time;
        this.allowance = allowance;
        this.listener = listener;
        this.since = time.now();
    }

    PoolState state() {
        return state;
    }

    Instant since() {
        return since;
    }

    Optional<Reason> reason() {
        return reason;
    }

    /** The last failed attempt, while it matters. */
    Throwable cause() {
        return cause;
    }

    /** Whether a prober has to go on although nobody waits, so that the state comes to an end. */
    boolean unsettled() {
        return state == PoolState.WAKING || state == PoolState.DOWN || unreachable > 0;
    }

    /**
     * Until when an attempt may go on that has been silent since a moment: to the end of the allowance, which began with the first sign of
     * waking. Once that is spent, callers are told, and each further attempt has an allowance of its own.
     */
    long wakeDeadline(long silentSince) {
        return (wakingSince == NEVER || spent ? silentSince : wakingSince) + allowance;
    }

    /** A connection opened, or an open one was heard. */
    void confirmed() {
        unreachable = 0;
        wakingSince = NEVER;
        spent = false;
        refused = false;
        cause = null;
        to(PoolState.READY, Optional.empty());
    }

    /** When the server was last heard on a connection that came back or opened. */
    Optional<Long> lastHeard() {
        return everHeard ? Optional.of(lastHeard) : Optional.empty();
    }

    /** The server was heard at a moment: if that is after the last failure, it is there. */
    void heard(long when) {
        if (!everHeard || when - lastHeard > 0) {
            lastHeard = when;
            everHeard = true;
        }
        if (unsettled() && when - lastFailure > 0) {
            confirmed();
        }
    }

    /**
     * No connection is open any more.
     *
     * @param pausing whether none is opened for a while, because the last attempt failed: if that was a refusal, the pool is DOWN with it
     */
    void emptied(boolean pausing) {
        if (state == PoolState.READY) {
            boolean down = pausing && refused;
            to(down ? PoolState.DOWN : PoolState.ASLEEP, down ? reason : Optional.empty());
        }
    }

    void closed() {
        to(PoolState.CLOSED, Optional.of(Reason.of(Fault.Queueing.CLOSED, Optional.empty())));
    }

    /** An attempt is silent after authentication: the compute is starting. */
    void silent(long since, int open) {
        if (open == 0) {
            waking(Connecting.STARTING_UP, since);
        }
    }

    /** An attempt failed while so many connections are open. */
    void failed(Connecting fault, Throwable failure, int open) {
        lastFailure = time.nanos();
        cause = failure;
        refused = fault.treatment() == Treatment.PERMANENT || fault.treatment() == Treatment.QUOTA;
        Reason why = Reason.of(fault, Optional.empty());
        switch (fault.treatment()) {
            case PERMANENT, QUOTA -> to(open == 0 ? PoolState.DOWN : state, Optional.of(why));
            case WAKING, HERD -> {
                if (open == 0) {
                    waking(fault, time.nanos());
                }
            }
            case UNREACHABLE -> unreachable(why, open);
            case EXHAUSTED -> {
                if (open == 0) {
                    unreachable(why, open);
                } else {
                    to(state, Optional.of(why));
                }
            }
        }
    }

    private void unreachable(Reason why, int open) {
        unreachable++;
        boolean allowanceOver = why.kind() == Connecting.NOT_WAKING && open == 0;
        spent |= allowanceOver;
        if (unreachable >= RUNNING || allowanceOver || state == PoolState.DOWN) {
            to(PoolState.DOWN, Optional.of(why));
        }
    }

    private void waking(Connecting fault, long when) {
        if (wakingSince == NEVER) {
            wakingSince = when;
        }
        if (time.nanos() - wakingSince >= allowance) {
            spent = true;
            to(PoolState.DOWN, Optional.of(Reason.of(Connecting.NOT_WAKING, Optional.empty())));
        } else {
            to(PoolState.WAKING, Optional.of(Reason.of(fault, Optional.empty())));
        }
    }

    private void to(PoolState next, Optional<Reason> why) {
        if (state == PoolState.CLOSED) {
            return;
        }
        if (next == PoolState.DOWN && !spent) {
            wakingSince = NEVER;
        }
        boolean news = next != state || !why.map(Reason::kind).equals(reason.map(Reason::kind));
        if (next != state) {
            state = next;
            since = time.now();
        }
        reason = why;
        if (news) {
            listener.accept(next, why);
        }
    }
}
