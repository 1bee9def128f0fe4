package dev.hornbook.pool.metrics;

import dev.hornbook.pool.Fault;
import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.PoolListener;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolSnapshot.Counters;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.WakeCause;
import dev.hornbook.pool.Warmth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A pool's figures as meters, named in the manner of {@code hikaricp.connections} and tagged with the {@linkplain NeonDataSource#name() pool}.
 * Reading them touches no connection.
 *
 * <pre>{@code new PoolMetrics(db).bindTo(registry);}</pre>
 *
 * <p>The registry keeps the pool's object alive through its gauges.
 */
// Who binds it has Micrometer, and reads its module: that is not ours to require of everybody else.
@SuppressWarnings("exports")
public final class PoolMetrics implements MeterBinder {
    private static final String PREFIX = "hornbook.pool.";
    /** Buckets that instances' waits can be added up in: from a connection at hand to a compute that takes its time to wake. */
    private static final Duration[] WAITS = {Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15)};

    private final NeonDataSource db;
    private final Tags pool;

    /** @param db to be told of */
    public PoolMetrics(NeonDataSource db) {
        this.db = db;
        this.pool = Tags.of("pool", db.name());
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(meters, "connections", "Connections open", pool, PoolSnapshot::total);
        gauge(meters, "connections.active", "Connections lent out", pool, PoolSnapshot::active);
        gauge(meters, "connections.idle", "Connections open and free", pool, PoolSnapshot::idle);
        gauge(meters, "connections.pending", "Callers waiting for one", pool, PoolSnapshot::waiting);
        gauge(meters, "connections.max", "The bound in force", pool, PoolSnapshot::maximum);
        for (PoolState state : PoolState.values()) {
            gauge(meters, "state", "1 for the state the pool is in, 0 for every other", pool.and("state", state.name()),
                    snapshot -> snapshot.state() == state ? 1 : 0);
        }
        counters(meters);
        awake(meters);
        timers(meters);
    }

    private void counters(MeterRegistry meters) {
        counter(meters, "connections.timeout", "Callers whose deadline passed first, or would have, with no reason of the server's", pool,
                counters -> count(counters, Fault.Queueing.BUSY) + count(counters, Fault.Queueing.OPENING));
        counter(meters, "attempts", "Attempts to connect", pool, Counters::attempts);
        counter(meters, "opened", "Connections opened", pool, Counters::opened);
        counter(meters, "failed", "Attempts that failed", pool, Counters::failed);
        counter(meters, "lost", "Connections lost to a suspend, a restart or the network", pool, Counters::lost);
        counter(meters, "retired", "Connections closed in good order", pool, Counters::retired);
        counter(meters, "refused", "Callers refused a connection", pool, Counters::refused);
        counter(meters, "shed", "Of those, callers not let into the queue", pool, Counters::shed);
        counter(meters, "rolledback", "Connections that came back inside a transaction", pool, Counters::rolledBack);
        counter(meters, "retries", "Units of work run again", pool, Counters::retried);
        counter(meters, "leaks", "Connections out for too long", pool, Counters::leaked);
        counter(meters, "nested", "Callers that waited for a connection while they held one", pool, Counters::nested);
        Stream.<Fault>concat(Stream.of(Fault.Queueing.values()), Stream.of(Fault.Connecting.values()))
                .forEach(reason -> counter(meters, "refusals", "Callers refused a connection, by reason", pool.and("reason", reason.name()),
                        counters -> count(counters, reason)));
    }

    private void awake(MeterRegistry meters) {
        for (WakeCause cause : WakeCause.values()) {
            FunctionCounter.builder(PREFIX + "wakes", db, source -> source.snapshot().wakes().get(cause))
                    .description("Connections opened where there was none, which wakes a compute that sleeps")
                    .tags(pool.and("cause", cause.name())).register(meters);
        }
        seconds(meters, "awake", "How long this pool has kept the compute awake", Warmth::awake);
        seconds(meters, "awake.demanded", "How long callers alone would have", Warmth::demanded);
    }

    private void seconds(MeterRegistry meters, String name, String description, Function<Warmth, Duration> time) {
        FunctionCounter.builder(PREFIX + name, db, source -> time.apply(source.snapshot().warmth()).toNanos() / 1e9)
                .baseUnit("seconds").description(description).tags(pool).register(meters);
    }

    private static double count(Counters counters, Fault reason) {
        return counters.refusals().getOrDefault(reason, 0L);
    }

    private void timers(MeterRegistry meters) {
        Timer acquire = timer("connections.acquire", "Until a caller got its connection").serviceLevelObjectives(WAITS).register(meters);
        Timer usage = timer("connections.usage", "Until it came back").register(meters);
        Timer creation = timer("connections.creation", "Until one was open, waking the compute included").register(meters);
        db.listen(new PoolListener() {
            @Override
            public void acquired(long nanos) {
                acquire.record(Duration.ofNanos(nanos));
            }

            @Override
            public void used(long nanos) {
                usage.record(Duration.ofNanos(nanos));
            }

            @Override
            public void created(long nanos) {
                creation.record(Duration.ofNanos(nanos));
            }
        });
    }

    private Timer.Builder timer(String name, String description) {
        return Timer.builder(PREFIX + name).description(description).tags(pool);
    }

    private void gauge(MeterRegistry meters, String name, String description, Tags tags, ToDoubleFunction<PoolSnapshot> figure) {
        Gauge.builder(PREFIX + name, db, source -> figure.applyAsDouble(source.snapshot())).description(description).tags(tags)
                .strongReference(true).register(meters);
    }

    private void counter(MeterRegistry meters, String name, String description, Tags tags, ToDoubleFunction<Counters> figure) {
        FunctionCounter.builder(PREFIX + name, db, source -> figure.applyAsDouble(source.snapshot().counters()))
                .description(description).tags(tags).register(meters);
    }
}
