package dev.hornbook.sim;

import java.util.List;

/**
 * How large a compute is, in Neon's compute units, and how many connections PostgreSQL takes on one.
 *
 * @param units 0.25, 0.5, or a whole number from 1 to 56
 * @see <a href="https://neon.com/docs/connect/connection-pooling">Connection limits, in Neon's documentation</a>
 */
public record ComputeSize(double units) {

    /** What Neon starts with: a quarter of a unit. */
    public static final ComputeSize SMALLEST = new ComputeSize(0.25);

    /** Connections kept for Neon's own superuser, out of {@link #maxConnections()}. */
    public static final int RESERVED = 7;

    private static final int LARGEST = 56;
    private static final int MOST_CONNECTIONS = 4000;
    /** For 1 CU to 8 CU; beyond it is always the most. */
    private static final List<Integer> WHOLE = List.of(419, 839, 1258, 1678, 2098, 2517, 2937, 3357);

    /** Checks the size. */
    public ComputeSize {
        boolean whole = units >= 1 && units <= LARGEST && units == Math.rint(units);
        if (!whole && units != 0.25 && units != 0.5) {
            throw new IllegalArgumentException("no compute of Neon's has " + units + " CU. Sizes are 0.25, 0.5, and 1 to " + LARGEST + ".");
        }
    }

    /** A compute of so many units. */
    public static ComputeSize of(double units) {
        return new ComputeSize(units);
    }

    /** PostgreSQL's {@code max_connections}, the reserved ones included. */
    public int maxConnections() {
        if (units < 1) {
            return units == 0.25 ? 104 : 209;
        }
        return units <= WHOLE.size() ? WHOLE.get((int) units - 1) : MOST_CONNECTIONS;
    }
}
