package dev.hornbook.pool;

/** On whose behalf the pool opened a connection when it had none: what makes a compute start that sleeps. */
public enum WakeCause {
    /** A caller asked for a connection. */
    DEMAND,
    /** The policy of {@link NeonSettings#keepWarm}. */
    KEEP_WARM,
    /** {@link NeonDataSource#ping}. */
    PING,
    /** The prober, to learn whether a server that was down is back; it rests when nobody has asked for five minutes. */
    PROBER
}
