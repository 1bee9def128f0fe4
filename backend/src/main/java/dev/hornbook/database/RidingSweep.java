package dev.hornbook.database;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is too old, in batches. No clock of ours wakes a database for that: it rides along where somebody has just used it, once an
 * hour at most.
 */
public final class RidingSweep {
    private static final Logger LOG = LoggerFactory.getLogger(RidingSweep.class);

    private static final Duration PACE = Duration.ofHours(1);

    private final String what;

    private final int batch;

    private final ToIntFunction<Instant> delete;

    private final Executor background;

    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    /**
     * @param what is deleted, as a log's sentence begins
     * @param batch how many a statement deletes: enough to come to an end, few enough to hold no lock for long
     * @param delete deletes so many at most that are older than this, and returns how many; fewer than a batch are the last
     * @param background runs what nobody waits for
     */
    public RidingSweep(String what, int batch, ToIntFunction<Instant> delete, Executor background) {
        this.what = what;
        this.batch = batch;
        this.delete = delete;
        this.background = background;
    }

    /**
     * Called where a statement has just been answered, so the database is awake. Returns at once.
     *
     * @param kept how old something may be
     */
    public void ride(Instant now, Duration kept) {
        Instant before = last.get();
        if ((before.equals(Instant.MIN) || !now.isBefore(before.plus(PACE))) && last.compareAndSet(before, now)) {
            background.execute(() -> sweep(now.minus(kept)));
        }
    }

    private void sweep(Instant oldest) {
        try {
            int gone;
            do {
                gone = delete.applyAsInt(oldest);
            } while (gone == batch);
        } catch (DatabaseException e) {
            LOG.warn("{} could not be deleted; that is tried again within the hour: {}", what, e.getMessage());
        }
    }
}
