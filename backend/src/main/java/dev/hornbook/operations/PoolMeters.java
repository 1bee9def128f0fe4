package dev.hornbook.operations;

import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The pool's figures as meters, named in the manner of {@code hikaricp.connections}. Reading them touches no connection. */
public final class PoolMeters {
    private PoolMeters() {}

    /**
     * The registry keeps {@code pool} alive through its gauges. By itself it would hold figures weakly, and they would read NaN and 0 once the
     * supplier, which nobody else needs, was collected.
     *
     * @param pool the pool's snapshot, taken anew whenever a figure is read
     */
    public static void bind(Supplier<PoolSnapshot> pool, MeterRegistry meters) {
        gauge(meters, pool, "hornbook.pool.connections", "Connections open", PoolSnapshot::total);
        gauge(meters, pool, "hornbook.pool.connections.active", "Connections lent out", PoolSnapshot::active);
        gauge(meters, pool, "hornbook.pool.connections.idle", "Connections open and free", PoolSnapshot::idle);
        gauge(meters, pool, "hornbook.pool.connections.pending", "Callers waiting for one", PoolSnapshot::waiting);
        gauge(meters, pool, "hornbook.pool.connections.max", "The bound, never exceeded", PoolSnapshot::maximum);
        for (PoolState state : PoolState.values()) {
            Gauge.builder("hornbook.pool.state", pool, supplier -> supplier.get().state() == state ? 1 : 0)
                    .description("1 for the state the pool is in, 0 for every other")
                    .tag("state", state.name())
                    .strongReference(true)
                    .register(meters);
        }
        counter(meters, pool, "hornbook.pool.attempts", "Attempts to connect", snapshot -> snapshot.counters().attempts());
        counter(meters, pool, "hornbook.pool.opened", "Connections opened", snapshot -> snapshot.counters().opened());
        counter(meters, pool, "hornbook.pool.failed", "Attempts that failed", snapshot -> snapshot.counters().failed());
        counter(meters, pool, "hornbook.pool.lost", "Connections lost to a suspend, a restart or the network",
                snapshot -> snapshot.counters().lost());
        counter(meters, pool, "hornbook.pool.refused", "Callers refused a connection", snapshot -> snapshot.counters().refused());
    }

    private static void gauge(MeterRegistry meters, Supplier<PoolSnapshot> pool, String name, String description,
            ToDoubleFunction<PoolSnapshot> figure) {
        Gauge.builder(name, pool, supplier -> figure.applyAsDouble(supplier.get())).description(description)
                .strongReference(true).register(meters);
    }

    private static void counter(MeterRegistry meters, Supplier<PoolSnapshot> pool, String name, String description,
            ToDoubleFunction<PoolSnapshot> figure) {
        FunctionCounter.builder(name, pool, supplier -> figure.applyAsDouble(supplier.get())).description(description).register(meters);
    }
}
