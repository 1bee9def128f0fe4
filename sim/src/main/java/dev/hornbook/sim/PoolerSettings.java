package dev.hornbook.sim;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the pooler behind the pooled host runs, in PgBouncer's own terms.
 *
 * @param maxClients {@code max_client_conn}: one client more is refused
 * @param poolSize {@code default_pool_size}: server connections for each user and database; empty: nine tenths of the
 *     compute's {@code max_connections}
 * @param queryWait {@code query_wait_timeout}: how long a client waits for a server connection before it is let go; whole
 *     seconds
 * @param installed whether to use the PgBouncer that this machine has; without one the pooled host leads straight to
 *     PostgreSQL
 */
public record PoolerSettings(int maxClients, OptionalInt poolSize, Duration queryWait, boolean installed) {

    /** As Neon's documentation has them ("Connection pooling", "Neon PgBouncer configuration settings"). */
    public static final PoolerSettings NEONS = new PoolerSettings(10_000, OptionalInt.empty(), Duration.ofSeconds(120), true);

    /** Lets so many clients connect. */
    public PoolerSettings maxClients(int clients) {
        return new PoolerSettings(clients, poolSize, queryWait, installed);
    }

    /** Opens so many server connections for each user and database at most. */
    public PoolerSettings poolSize(int connections) {
        return new PoolerSettings(maxClients, OptionalInt.of(connections), queryWait, installed);
    }

    /** Lets a client wait so long; whole seconds, at least one. */
    public PoolerSettings queryWait(Duration wait) {
        return new PoolerSettings(maxClients, poolSize, wait, installed);
    }

    /** Does without a PgBouncer, as on a machine that has none. */
    public PoolerSettings without() {
        return new PoolerSettings(maxClients, poolSize, queryWait, false);
    }

    /** How many server connections each user and database may have on a compute of this size. */
    public int poolSizeOn(ComputeSize size) {
        return poolSize.orElse(size.maxConnections() * 9 / 10);
    }
}
