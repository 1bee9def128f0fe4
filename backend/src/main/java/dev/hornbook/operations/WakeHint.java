package dev.hornbook.operations;

import dev.hornbook.pool.Demand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a sleeping compute start when somebody begins to write, so that it is awake by the time they ask. It costs nothing where the compute is
 * awake, and at most one wake in half a minute however often it is given.
 */
public final class WakeHint {
    private static final Logger LOG = LoggerFactory.getLogger(WakeHint.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final BooleanSupplier asleep;
    private final Runnable wake;
    private final InstantSource clock;
    private final Executor threads;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    /**
     * @param asleep whether there is no connection, cheap to ask
     * @param wake opens one; may throw where it cannot
     */
    public WakeHint(BooleanSupplier asleep, Runnable wake, InstantSource clock) {
        this(asleep, wake, clock, task -> Thread.ofVirtual().name("wake-hint").start(task));
    }

    WakeHint(BooleanSupplier asleep, Runnable wake, InstantSource clock, Executor threads) {
        this.asleep = asleep;
        this.wake = wake;
        this.clock = clock;
        this.threads = threads;
    }

    /** Somebody will need the database soon. Returns at once. */
    public void give() {
        Instant before = last.get();
        Instant now = clock.instant();
        if (!asleep.getAsBoolean() || now.isBefore(before.plus(PAUSE)) || !last.compareAndSet(before, now)) {
            return;
        }
        Callable<Void> onTheirBehalf = Demand.carry(() -> {
            wake.run();
            return null;
        });
        threads.execute(() -> {
            try {
                onTheirBehalf.call();
            } catch (Exception e) {
                // Whoever asks next is told why; a hint is nobody's request.
                LOG.debug("The hint woke nothing", e);
            }
        });
    }
}
