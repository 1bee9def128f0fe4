package dev.hornbook.operations;

import dev.hornbook.pool.PoolSnapshot;
import dev.hornbook.pool.PoolState;
import dev.hornbook.pool.Reason;
import dev.hornbook.retrieval.QdrantException;
import dev.hornbook.retrieval.QdrantState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the process knows of itself and its database, after docs/contracts/health-check-api.md. It looks and touches nothing: no connection is taken,
 * no compute is woken.
 */
public final class Health {
    private static final DateTimeFormatter MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final Supplier<PoolSnapshot> pool;
    private final IntSupplier books;
    private final Supplier<Optional<QdrantState>> qdrant;
    private final InstantSource clock;
    private final Instant startedAt;

    /**
     * @param pool the pool's snapshot, cheap to take
     * @param books how many textbooks are held in memory
     * @param qdrant how Qdrant stands; empty where none is configured
     * @param clock the time now; the process counts as started when this is made
     */
    public Health(Supplier<PoolSnapshot> pool, IntSupplier books, Supplier<Optional<QdrantState>> qdrant, InstantSource clock) {
        this.pool = pool;
        this.books = books;
        this.qdrant = qdrant;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** UP or DOWN, as MicroProfile Health has it. */
    public enum Status {
        UP,
        DOWN;

        static Status when(boolean up) {
            return up ? UP : DOWN;
        }
    }

    /** One thing looked at. */
    public record Check(String name, Status status, Map<String, Object> data) {
        Check with(String field, Object value) {
            var more = new LinkedHashMap<>(data);
            more.put(field, value);
            return new Check(name, status, more);
        }
    }

    /** Several checks; down when any of them is. */
    public record Report(Status status, List<Check> checks) {
        static Report of(List<Check> checks) {
            return new Report(Status.when(checks.stream().allMatch(check -> check.status() == Status.UP)), checks);
        }
    }

    /** Whether the process runs; it does. */
    public Report live() {
        return Report.of(List.of(liveCheck()));
    }

    /** Whether a reader can be served: to read, or to ask. */
    public Report ready() {
        return Report.of(List.of(readyCheck(pool.get())));
    }

    /** What is known of the database. */
    public Report database() {
        return Report.of(List.of(databaseCheck(pool.get())));
    }

    /** All of them. */
    public Report everything() {
        PoolSnapshot snapshot = pool.get();
        return Report.of(Stream.concat(Stream.of(liveCheck(), readyCheck(snapshot), databaseCheck(snapshot)),
                qdrant.get().map(Health::indexCheck).stream()).toList());
    }

    /** What is known after a connection was really made. */
    public Report connected(Duration roundTrip) {
        Check check = databaseCheck(pool.get());
        return Report.of(
                List.of(new Check(check.name(), Status.UP, check.data()).with("roundTripMillis", roundTrip.toNanos() / 10_000 / 100.0)));
    }

    /** What is known after a connection could not be made. */
    public Report notConnected(Reason reason) {
        Check check = databaseCheck(pool.get());
        return Report.of(List.of(new Check(check.name(), Status.DOWN, check.data()).with("reason", reason(reason))));
    }

    /** When it is worth asking again; empty where this process will not come back. */
    public Optional<Duration> retryAfter() {
        PoolSnapshot snapshot = pool.get();
        if (snapshot.state() == PoolState.CLOSED) {
            return Optional.empty();
        }
        return Optional.of(snapshot.reason().flatMap(Reason::retryAfter).orElse(Duration.ofSeconds(1)));
    }

    private Check liveCheck() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("startedAt", millis(startedAt));
        data.put("uptimeSeconds", seconds(startedAt));
        return new Check("live", Status.UP, data);
    }

    private Check readyCheck(PoolSnapshot snapshot) {
        int held = books.getAsInt();
        boolean questions = answers(snapshot.state());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("reading", held > 0);
        data.put("questions", questions);
        data.put("books", held);
        return new Check("ready", Status.when(snapshot.state() != PoolState.CLOSED && (held > 0 || questions)), data);
    }

    /** Up whatever Qdrant does: Lucene answers in its place. */
    private static Check indexCheck(QdrantState state) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("answers", state instanceof QdrantState.Answers ? "QDRANT" : "LUCENE");
        switch (state) {
            case QdrantState.Answers(int passages) -> {
                data.put("state", "ANSWERS");
                data.put("passages", passages);
            }
            case QdrantState.Fills(int done, int all) -> {
                data.put("state", "FILLS");
                data.put("filled", done);
                data.put("passages", all);
            }
            case QdrantState.Waits(String what) -> {
                data.put("state", "WAITS");
                data.put("waitsFor", what);
            }
            case QdrantState.Away(QdrantException fault) -> {
                data.put("state", "AWAY");
                data.put("reason", Map.of("kind", fault.kind().name(), "text", fault.what() + ". " + fault.advice()));
            }
        }
        return new Check("index", Status.UP, data);
    }

    private Check databaseCheck(PoolSnapshot snapshot) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", snapshot.state().name());
        data.put("since", millis(snapshot.since()));
        snapshot.reason().ifPresent(reason -> data.put("reason", reason(reason)));
        snapshot.lastConfirmed().ifPresent(confirmed -> {
            data.put("lastConfirmed", millis(confirmed));
            data.put("confirmedAgoSeconds", seconds(confirmed));
        });
        Map<String, Object> connections = new LinkedHashMap<>();
        connections.put("total", snapshot.total());
        connections.put("active", snapshot.active());
        connections.put("idle", snapshot.idle());
        connections.put("waiting", snapshot.waiting());
        connections.put("maximum", snapshot.maximum());
        data.put("connections", connections);
        return new Check("database", Status.when(answers(snapshot.state())), data);
    }

    /** Whether the next question is answered, at once or after a wake. */
    private static boolean answers(PoolState state) {
        return switch (state) {
            case READY, ASLEEP, WAKING -> true;
            case STARTING, DOWN, CLOSED -> false;
        };
    }

    private static Map<String, Object> reason(Reason reason) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", reason.kind().name());
        fields.put("text", reason.text());
        fields.put("permanent", reason.permanent());
        return fields;
    }

    private long seconds(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }

    /** Milliseconds always, as the contract has it: {@link Instant#toString} leaves out zeros. */
    private static String millis(Instant instant) {
        return MILLIS.format(instant);
    }

}
