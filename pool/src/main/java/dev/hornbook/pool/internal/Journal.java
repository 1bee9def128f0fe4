package dev.hornbook.pool.internal;

import dev.hornbook.pool.Fault.Established;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the pool logs: its changes of state, and what somebody should mend. Written off the callers' road, where a slow or broken log is nobody's wait. */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger("dev.hornbook.pool");

    private final String name;
    private final Executor workers;

    Journal(String name, Executor workers) {
        this.name = name;
        this.workers = workers;
    }

    void state(PoolState state, Optional<Reason> reason) {
        String why = reason.map(r -> ": " + r.kind().name() + ". " + r.text()).orElse("");
        if (state == PoolState.DOWN) {
            write(() -> LOG.warn("{} is DOWN{}", name, why));
        } else {
            write(() -> LOG.info("{} is {}{}", name, state, why));
        }
    }

    void condemned(String cause) {
        write(() -> LOG.info("{}: the server ended a connection ({}); those opened with it are closed", name, cause));
    }

    void rolledBack() {
        write(() -> LOG.warn("{}: a connection came back inside a transaction, which was rolled back; commit or roll back before closing",
                name));
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
