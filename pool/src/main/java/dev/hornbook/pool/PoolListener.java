package dev.hornbook.pool;

/**
 * Is told how long things take, as they happen and on the threads on which they do: so it must be quick and must not block. What it throws is
 * dropped. For figures that can be read at any time see {@link PoolSnapshot}.
 */
public interface PoolListener {
    /** A caller got its connection, so many nanoseconds after it asked. */
    default void acquired(long nanos) {}

    /** A connection came back that had been lent for so many nanoseconds. */
    default void used(long nanos) {}

    /** A connection was opened, which took so many nanoseconds, waking the compute included. */
    default void created(long nanos) {}
}
