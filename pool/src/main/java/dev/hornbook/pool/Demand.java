package dev.hornbook.pool;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * How urgent a piece of work is, and by when it needs its connections. A demand applies to what runs inside its {@code call} or {@code run},
 * on that thread:
 *
 * <pre>{@code Demand.interactive(Duration.ofMillis(200)).call(() -> repository.list(user));}</pre>
 *
 * <p>It follows the caller, not the executor: work that changes threads takes it along with {@link #carry}. A demand inside another keeps the
 * outer deadline where that is earlier. Callers outside any demand are {@link Priority#NORMAL} and wait for
 * {@link NeonSettings#acquireTimeout()}.
 */
public final class Demand {
    /** Who goes first: a waiter of a higher priority before all of lower ones; within one, whoever came first. */
    public enum Priority {
        /** Somebody is looking at the screen. */
        INTERACTIVE,
        /** The default. */
        NORMAL,
        /** Nobody is waiting. */
        BACKGROUND
    }

    /** A demand in force: its deadline is a {@link System#nanoTime()}. */
    record InForce(Priority priority, long deadline, Optional<Object> work) {}

    // The carrier is nobody's business: a ScopedValue takes its place once the library may ask for a newer Java.
    private static final ThreadLocal<InForce> CURRENT = new ThreadLocal<>();

    private final Priority priority;
    private final Duration limit;
    private final Optional<Object> work;

    private Demand(Priority priority, Duration limit, Optional<Object> work) {
        this.priority = priority;
        this.work = work;
        this.limit = Objects.requireNonNull(limit, "limit");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A demand's limit must be longer than nothing, not " + limit + ".");
        }
    }

    /** For work that somebody watches, all of whose connections are there within the limit or refused. */
    public static Demand interactive(Duration limit) {
        return new Demand(Priority.INTERACTIVE, limit, Optional.empty());
    }

    /** For ordinary work with a limit of its own. */
    public static Demand normal(Duration limit) {
        return new Demand(Priority.NORMAL, limit, Optional.empty());
    }

    /** For work that gives way to all other. */
    public static Demand background(Duration limit) {
        return new Demand(Priority.BACKGROUND, limit, Optional.empty());
    }

    /**
     * The same, for work that has a name: {@link PoolListener#woke} tells it when the work had to wake the compute, so that somebody can see what
     * did. A demand inside another has its own name, or else the outer one's.
     *
     * @param work anything; what is shown of it is its {@code toString}, asked for then and not before, on any thread
     */
    public Demand named(Object work) {
        return new Demand(priority, limit, Optional.of(work));
    }

    /** Work that returns a value and may throw its own exception. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Works, on the thread that calls. */
        T run() throws E;
    }

    /** Runs the work under this demand; the limit counts from now. */
    public <T, E extends Exception> T call(Work<T, E> work) throws E {
        return under(inForce(), work);
    }

    /** Runs the work under this demand; the limit counts from now. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** The work, to be run on any thread under the demand in force here; its deadline stays what it is. */
    public static <T> Callable<T> carry(Callable<T> work) {
        InForce carried = CURRENT.get();
        return () -> under(carried, work::call);
    }

    static Optional<InForce> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    private InForce inForce() {
        long deadline = System.nanoTime() + saturated(limit);
        InForce outer = CURRENT.get();
        return outer == null
                ? new InForce(priority, deadline, work)
                : new InForce(priority, outer.deadline() - deadline < 0 ? outer.deadline() : deadline, work.or(outer::work));
    }

    private static <T, E extends Exception> T under(InForce demand, Work<T, E> work) throws E {
        InForce outer = CURRENT.get();
        CURRENT.set(demand);
        try {
            return work.run();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** In nanoseconds, at most a century, so that sums with {@code nanoTime} cannot overflow. */
    static long saturated(Duration duration) {
        return duration.compareTo(Duration.ofDays(36_500)) > 0 ? Duration.ofDays(36_500).toNanos() : duration.toNanos();
    }
}
