package dev.hornbook.pool;

/**
 * What the server said of its size when it was last asked, which the second connection to open after there was
 * none does, or the first where nobody waits for it.
 *
 * @param maxConnections its {@code max_connections}; Neon sets it by the compute's size
 * @param reserved those kept for superusers and maintenance ({@code superuser_reserved_connections}, {@code reserved_connections})
 * @param pooled whether a pooler stands between: then clients queue there for server connections
 * @param usable how many are of use to clients: the rest; through Neon's pooler 0.9 × {@code max_connections}, its {@code default_pool_size}
 *     for one user and database
 */
public record Capacity(int maxConnections, int reserved, boolean pooled, int usable) {
    private static final double POOLERS_SHARE = 0.9;

    /** As the server's settings have it. */
    public static Capacity of(int maxConnections, int reserved, boolean pooled) {
        return new Capacity(maxConnections, reserved, pooled, pooled ? (int) (maxConnections * POOLERS_SHARE) : maxConnections - reserved);
    }
}
