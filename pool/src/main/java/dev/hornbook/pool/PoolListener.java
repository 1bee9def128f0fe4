package dev.hornbook.pool;

import java.time.Instant;
import java.util.Optional;

/**
 * Is told how long things take, as they happen and, where nothing else is said, on the threads on which they do: so it must be quick and must not block. What it throws is
 * dropped. For figures that can be read at any time see {@link PoolSnapshot}.
 */
public interface PoolListener {
    /** A caller got its connection, so many nanoseconds after it asked. */
    default void acquired(long nanos) {}

    /** A connection came back that had been lent for so many nanoseconds. */
    default void used(long nanos) {}

    /** A connection was opened, which took so many nanoseconds, waking the compute included. */
    default void created(long nanos) {}

    /**
     * The pool's state is another one, or has another reason; told on a thread of the pool's own, a moment later, so that two changes in quick
     * succession may be told in either order.
     *
     * @param reason as in {@link PoolSnapshot#reason()}
     * @param at when it changed
     */
    default void changed(PoolState state, Optional<Reason> reason, Instant at) {}

    /**
     * A connection was opened when the pool had none, which makes a sleeping compute start; told on a thread of the pool's own, a moment later.
     *
     * @param cause on whose behalf
     * @param work what the {@link Demand} that asked first called its work; empty where there was none, or it did not say
     */
    default void woke(WakeCause cause, Optional<Object> work) {}
}
