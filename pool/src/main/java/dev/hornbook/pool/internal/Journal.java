package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault.Established;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the pool logs: its changes of state, and what somebody should mend. Written off the callers' road, where a slow or broken log is nobody's wait. */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger("dev.hornbook.pool");

    private final String name;
    private final Executor workers;
    private final Sparing rollbacks;

    Journal(String name, Time time, Executor workers) {
        this.name = name;
        this.workers = workers;
        this.rollbacks = new Sparing(time);
    }

    void state(PoolState state, Optional<Reason> reason) {
        String why = reason.map(r -> ": " + r.kind().name() + ". " + r.text()).orElse("");
        if (state == PoolState.DOWN) {
            write(() -> LOG.warn("{} is DOWN{}", name, why));
        } else {
            write(() -> LOG.info("{} is {}{}", name, state, why));
        }
    }

    void woke(Behalf behalf) {
        write(() -> LOG.info("{}: opened a connection, having none: {}", name, behalf));
    }

    void condemned(String cause) {
        write(() -> LOG.info("{}: the server ended a connection ({}); those opened with it are closed", name, cause));
    }

    /** A caller that forgets to commit mostly does so each time. */
    void rolledBack() {
        rollbacks.happened().ifPresent(unsaid -> {
            String more = unsaid == 0 ? "" : " (" + unsaid + " more since this was last said)";
            write(() -> LOG.warn("{}: a connection came back inside a transaction, which was rolled back; commit or roll back before "
                    + "closing{}", name, more));
        });
    }

    void leaseTooLong(Duration time, String borrower, Throwable stack) {
        String where = stack == null ? "where is not known; for a minute now it is noted of every borrow" : "where, the stack tells";
        write(() -> LOG.warn("{}: a connection has been out for {} s, borrowed by {} ({}); close it sooner, or raise leakAfter", name,
                time.toSeconds(), borrower, where, stack));
    }

    void leaseEnded(Duration time) {
        write(() -> LOG.info("{}: the connection that was out for too long is back or gone, after {} s", name, time.toSeconds()));
    }

    void nested(Throwable stack) {
        write(() -> LOG.warn("{}: a thread waits for a connection while it holds one; with enough of them none ever gets its second. "
                + "Use the one it has, or close it first", name, stack));
    }

    void leaked() {
        write(() -> LOG.warn("{}: {}", name, Established.LEAKED_TRANSACTION.text()));
    }

    private void write(Runnable line) {
        workers.execute(() -> {
            try {
                line.run();
            } catch (RuntimeException e) {
                // A log that throws is not the pool's business, and there is nowhere left to say so.
            }
        });
    }
}
