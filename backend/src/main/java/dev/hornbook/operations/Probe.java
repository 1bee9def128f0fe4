package dev.hornbook.operations;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.PoolFailure;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Really connects, on the operator's word: one at a time, for at most 2 s. It wakes a sleeping compute. */
public final class Probe {
    /** What docs/contracts/health-check-api.md promises. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final NeonDataSource pool;
    private final Semaphore one = new Semaphore(1);

    /** @param pool what is probed */
    public Probe(NeonDataSource pool) {
        this.pool = pool;
    }

    /** How a probe ended. */
    public sealed interface Outcome {}

    /** The database answered, borrowing included, after {@code roundTrip}. */
    public record Answered(Duration roundTrip) implements Outcome {}

    /** It did not, for {@code reason}; {@code timedOut} when 2 s were not enough to know. */
    public record Refused(Reason reason, boolean timedOut) implements Outcome {}

    /** Another probe is under way. */
    public record UnderWay() implements Outcome {}

    /** Connects, sends an empty query and gives the connection back. */
    public Outcome connect() {
        if (!one.tryAcquire()) {
            return new UnderWay();
        }
        try {
            return new Answered(pool.ping(DEADLINE));
        } catch (SQLException e) {
            if (e instanceof PoolFailure failure) {
                return new Refused(failure.reason(), failure.snapshot().state() != PoolState.DOWN);
            }
            throw new IllegalStateException("The pool's failures name their reason", e);
        } finally {
            one.release();
        }
    }
}
