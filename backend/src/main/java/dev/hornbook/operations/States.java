package dev.hornbook.operations;

import dev.hornbook.pool.PoolListener;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/** What the pool has been lately, and why: its last changes of state. */
public final class States implements PoolListener {
    private static final int REMEMBERED = 100;

    private final ConcurrentSkipListSet<Change> last = new ConcurrentSkipListSet<>(Comparator.comparing(Change::at).reversed());

    /**
     * A change.
     *
     * @param reason why, where there is something to say
     */
    public record Change(Instant at, PoolState state, Optional<Reason> reason) {}

    @Override
    public void changed(PoolState state, Optional<Reason> reason, Instant at) {
        last.add(new Change(at, state, reason));
        while (last.size() > REMEMBERED) {
            last.pollLast();
        }
    }

    /** The last hundred, the newest first. */
    public List<Change> last() {
        return List.copyOf(last);
    }
}
