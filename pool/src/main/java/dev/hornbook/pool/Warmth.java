package dev.hornbook.pool;

import java.time.Duration;

/**
 * The compute time that this pool accounts for since it was opened: whatever it does keeps the compute awake for as long as it takes and
 * {@link NeonSettings#suspendTimeout()} longer. What other clients do is not in it.
 *
 * @param awake how long the compute was kept awake, by callers, the keep-warm policy and pings together
 * @param demanded how long it would have been by callers alone; the rest is what keeping warm cost
 */
public record Warmth(Duration awake, Duration demanded) {
    /** How much of the time kept awake served demand, from 0 to 1; 1 when it was never awake. */
    public double share() {
        return awake.isZero() ? 1 : (double) demanded.toNanos() / awake.toNanos();
    }
}
