package dev.hornbook.load;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** What has been counted of one row. A time is that of an answer that was none of a failure. */
final class Tally {
    private static final String NO_ANSWER = "no-answer";
    private static final int DIGITS = 3;

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final ConcurrentHistogram took = new ConcurrentHistogram(DIGITS);
    private final ConcurrentHistogram acquire = new ConcurrentHistogram(DIGITS);
    private final ConcurrentHistogram execute = new ConcurrentHistogram(DIGITS);
    private final ConcurrentHistogram database = new ConcurrentHistogram(DIGITS);

    /** Its moment has come. */
    void begun() {
        begun.increment();
    }

    /** @param nanos from the moment that it was meant for */
    void succeeded(long nanos, Optional<ServerTiming> atTheDatabase) {
        ended.increment();
        took.recordValue(Math.max(0, nanos));
        atTheDatabase.ifPresent(spent -> {
            acquire.recordValue(spent.acquireNanos());
            execute.recordValue(spent.executeNanos());
            database.recordValue(spent.nanos());
        });
    }

    void failed(String reason) {
        ended.increment();
        failures.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }

    /** What it has come to; what has begun and not ended counts as a failure. */
    Report.Line line(Row row, double seconds) {
        long done = ended.sum();
        long requests = Math.max(done, begun.sum());
        SortedMap<String, Long> reasons = new TreeMap<>();
        failures.forEach((reason, count) -> reasons.put(reason, count.sum()));
        if (requests > done) {
            reasons.put(NO_ANSWER, requests - done);
        }
        return new Report.Line(row, requests, requests / seconds, reasons, Figures.of(took), Figures.of(acquire), Figures.of(execute),
                Figures.of(database));
    }
}
