package dev.hornbook.operations;

import dev.hornbook.pool.NeonDataSource;
import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How Hornbook is, for those who read and for those who run it. It looks and touches nothing: no connection is taken, no compute is woken.
 * Times are ISO 8601; how long things take is in milliseconds.
 */
public final class Status {
    private final Supplier<PoolSnapshot> pool;
    private final Supplier<String> index;
    private final AwakeToday awake;
    private final States states;
    private final Wakes wakes;
    private final Latencies latencies;
    private final InstantSource clock;
    private final Instant startedAt;

    /**
     * Watches a pool from now on.
     *
     * @param index what finds passages, in a few words
     * @param meters where wakes are counted
     * @param clock the time now; the process counts as started when this is made
     */
    public static Status watching(NeonDataSource pool, Supplier<String> index, MeterRegistry meters, InstantSource clock) {
        Wakes wakes = new Wakes(clock, meters);
        States states = new States();
        pool.listen(wakes);
        pool.listen(states);
        return new Status(pool::snapshot, index, new AwakeToday(() -> pool.snapshot().warmth(), clock), states, wakes, new Latencies(clock),
                clock);
    }

    Status(Supplier<PoolSnapshot> pool, Supplier<String> index, AwakeToday awake, States states, Wakes wakes, Latencies latencies,
            InstantSource clock) {
        this.pool = pool;
        this.index = index;
        this.awake = awake;
        this.states = states;
        this.wakes = wakes;
        this.latencies = latencies;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * A request was answered.
     *
     * @param route method and pattern
     * @param waited for a connection
     * @param worked at its statements
     */
    public void answered(String route, int code, Duration took, Duration waited, Duration worked) {
        latencies.note(route, code, took, waited, worked);
        awake.note();
    }

    /** What everybody may know. */
    public Map<String, Object> forEverybody() {
        PoolSnapshot snapshot = pool.get();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", clock.instant().toString());
        fields.put("state", snapshot.state().name());
        fields.put("since", snapshot.since().toString());
        fields.put("inWords", inWords(snapshot));
        return fields;
    }

    /** What the operator may know beyond that. */
    public Map<String, Object> forTheOperator() {
        PoolSnapshot snapshot = pool.get();
        Map<String, Object> fields = forEverybody();
        snapshot.reason().ifPresent(reason -> fields.put("reason", reason(reason)));
        fields.put("startedAt", startedAt.toString());
        fields.put("pool", pool(snapshot));
        AwakeToday.Figures today = awake.figures();
        fields.put("awakeToday", Map.of("inWords", today.toString(), "millis", today.total().toMillis(), "forReadersMillis",
                today.forReaders().toMillis(), "keptWarmMillis", today.keptWarm().toMillis()));
        fields.put("wakes", wakes.last().stream()
                .map(wake -> Map.of("at", wake.at().toString(), "cause", wake.cause().name(), "by", wake.by())).toList());
        fields.put("states", states.last().stream().map(Status::change).toList());
        fields.put("routes", latencies.lately().stream().map(Status::route).toList());
        fields.put("index", index.get());
        return fields;
    }

    private String inWords(PoolSnapshot snapshot) {
        return switch (snapshot.state()) {
            case READY -> "Everything works.";
            case ASLEEP -> "Everything works. The database has slept for " + lasting(Duration.between(snapshot.since(), clock.instant()))
                    + ", since nobody needed it; the next question wakes it, which takes a moment.";
            case WAKING -> "The database is waking up. Questions wait a moment for it.";
            case STARTING -> "Hornbook is starting, and looks for its database.";
            case DOWN -> "The book can be read and searched. Questions, conversations and signing in have to wait: "
                    + snapshot.reason().map(Reason::text).orElse("the database cannot be used.");
            case CLOSED -> "Hornbook is shutting down.";
        };
    }

    private static String lasting(Duration time) {
        return time.toHours() >= 2 ? time.toHours() + " hours" : time.toMinutes() >= 2 ? time.toMinutes() + " minutes" : "a minute or less";
    }

    private static Map<String, Object> pool(PoolSnapshot snapshot) {
        PoolSnapshot.Counters counters = snapshot.counters();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("total", snapshot.total());
        fields.put("active", snapshot.active());
        fields.put("idle", snapshot.idle());
        fields.put("opening", snapshot.opening());
        fields.put("waiting", snapshot.waiting());
        fields.put("maximum", snapshot.maximum());
        snapshot.lastConfirmed().ifPresent(at -> fields.put("lastConfirmed", at.toString()));
        fields.put("opened", counters.opened());
        fields.put("failed", counters.failed());
        fields.put("lost", counters.lost());
        fields.put("retired", counters.retired());
        fields.put("refused", counters.refused());
        fields.put("refusals", counters.refusals().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue)));
        return fields;
    }

    private static Map<String, Object> change(States.Change change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", change.at().toString());
        fields.put("state", change.state().name());
        change.reason().ifPresent(reason -> fields.put("reason", reason(reason)));
        return fields;
    }

    private static Map<String, Object> reason(Reason reason) {
        return Map.of("kind", reason.kind().name(), "text", reason.text(), "permanent", reason.permanent());
    }

    private static Map<String, Object> route(Latencies.Route route) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("route", route.route());
        fields.put("requests", route.requests());
        fields.put("failed", route.failed());
        fields.put("took", spread(route.took()));
        fields.put("acquire", spread(route.waited()));
        fields.put("execute", spread(route.worked()));
        return fields;
    }

    private static Map<String, Object> spread(Latencies.Spread spread) {
        return Map.of("p50", millis(spread.p50()), "p95", millis(spread.p95()), "max", millis(spread.max()));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 10_000 / 100.0;
    }
}
