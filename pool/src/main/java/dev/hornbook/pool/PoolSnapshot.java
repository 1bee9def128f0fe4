package dev.hornbook.pool;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The pool at one moment. Taking it sends nothing, takes no connection and wakes nothing.
 *
 * @param state the state
 * @param reason why, in {@link PoolState#DOWN} and {@link PoolState#WAKING}, and in {@link PoolState#READY} while no further connection opens
 * @param since when the state began
 * @param lastConfirmed when the server was last heard, on any connection; empty while it never was
 * @param total connections open, active and idle together
 * @param active connections lent out
 * @param idle connections open and free
 * @param opening attempts to connect under way; none is begun that would bring it and {@code total} above {@code maximum}
 * @param waiting callers that wait for a connection
 * @param maximum the bound in force: the least of {@link NeonSettings#maximumSize()}, this pool's share of the capacity, and what the server
 *     lets it have; {@code total} is above it only while lent connections have not come back since it shrank
 * @param capacity what the server last said of its size; empty while it was not asked, which the second connection to open does
 * @param warmth for how long the pool has kept the compute awake
 * @param wakes how often the pool opened a connection when it had none, by cause; every cause is there
 * @param counters what has happened since the pool was opened
 */
public record PoolSnapshot(PoolState state, Optional<Reason> reason, Instant since, Optional<Instant> lastConfirmed, int total, int active,
        int idle, int opening, int waiting, int maximum, Optional<Capacity> capacity, Warmth warmth, Map<WakeCause, Long> wakes,
        Counters counters) {

    /**
     * What has happened since the pool was opened.
     *
     * @param attempts attempts to connect
     * @param opened connections opened
     * @param failed attempts that failed
     * @param lost connections that broke, or went with others that did
     * @param retired connections closed in good order: idle for long, or old
     * @param refused callers that were told at once or got no connection in time
     * @param shed of those, callers that were not let into the queue: it was full, or too long for their deadline
     * @param rolledBack connections that came back inside a transaction, which was rolled back
     * @param retried units of work run again because their connection was lost
     * @param leaked connections that stayed out for longer than {@link NeonSettings#leakAfter()}
     * @param nested callers that held a connection and had to wait for another caller's, since no more could be opened
     * @param refusals {@code refused}, by its reason; a reason that never was is absent
     */
    public record Counters(long attempts, long opened, long failed, long lost, long retired, long refused, long shed, long rolledBack,
            long retried, long leaked, long nested, Map<Fault, Long> refusals) {}

    /** For instance {@code READY, 16 open (15 active, 1 idle), 0 opening, 40 waiting, 16 at most}. */
    public String figures() {
        return state + ", " + total + " open (" + active + " active, " + idle + " idle), " + opening + " opening, " + waiting + " waiting, "
                + maximum + " at most";
    }
}
