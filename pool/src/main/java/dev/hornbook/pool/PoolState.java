package dev.hornbook.pool;

/** What the pool knows of its database. A state changes by what happens to work that somebody asked for; nothing is sent to find out. */
public enum PoolState {
    /**
     * How the database is is not known yet: nothing has been tried, since nothing is sent before somebody asks for a connection, or one attempt
     * was in vain, which may be chance. Callers wait.
     */
    STARTING,
    /** At least one connection is open. */
    READY,
    /** No connection is open, because nobody needs one: the compute may sleep. The next caller opens one. */
    ASLEEP,
    /** The compute is starting for a caller. Callers wait; for at most {@link NeonSettings#wakeAllowance()} altogether. */
    WAKING,
    /** Connecting fails. Callers are told so at once, with the reason, while one prober goes on trying. */
    DOWN,
    /** Closed for good. */
    CLOSED
}
