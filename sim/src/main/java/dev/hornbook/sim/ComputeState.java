package dev.hornbook.sim;

/** What the simulated compute is doing. {@code ACTIVE} and {@code IDLE} are the control plane's own words. */
public enum ComputeState {
    /** PostgreSQL is not running; the next authenticated client wakes it. */
    IDLE,
    /** PostgreSQL is being started; clients wait. */
    STARTING,
    /** PostgreSQL takes connections. */
    ACTIVE,
    /** PostgreSQL is being stopped; clients that arrive now wait for the next start. */
    STOPPING,
    /** The simulator was closed; nothing starts any more. */
    CLOSED
}
