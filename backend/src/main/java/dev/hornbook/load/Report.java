package dev.hornbook.load;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * What a run has come to.
 *
 * @param counted how long it was counted; shorter than planned if it was broken off
 * @param late how late a request was begun: what the load's own process adds to every time
 */
public record Report(Plan plan, Duration counted, List<Line> lines, Figures late) {
    /** What the slowest row's p95 is to be under, in milliseconds. */
    public static final double P95_UNDER = 200;
    /** What part of the requests may fail. */
    public static final double MOST_FAILED = 0.001;

    /**
     * A row.
     *
     * @param requests all that came
     * @param perSecond of them
     * @param failures by reason
     * @param took from the moment that each was meant for, of those that did not fail
     * @param acquire of which waiting for a connection, where the server tells
     * @param execute of which at statements
     * @param database of which both together
     */
    public record Line(Row row, long requests, double perSecond, SortedMap<String, Long> failures, Figures took, Figures acquire,
            Figures execute, Figures database) {
        /** How many failed. */
        public long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The p95 of the slowest row that waits neither for a model nor for a password to be hashed, in milliseconds. */
    public double slowestP95() {
        return slowest(Line::took);
    }

    /** The same of the database's part alone. */
    public double slowestDatabaseP95() {
        return slowest(Line::database);
    }

    /** The part of all requests that failed. */
    public double failedPart() {
        // Asking is one request in two rows.
        List<Line> once = lines.stream().filter(line -> line.row() != Row.ASK).toList();
        long requests = once.stream().mapToLong(Line::requests).sum();
        return requests == 0 ? 1 : once.stream().mapToLong(Line::failed).sum() / (double) requests;
    }

    /** Whether the server told the database's part of anything; where it does not, that goal was not reached. */
    public boolean databaseTold() {
        return lines.stream().anyMatch(line -> line.database().count() > 0);
    }

    /** Whether every goal was reached. */
    public boolean reached() {
        return slowestP95() < P95_UNDER && databaseTold() && slowestDatabaseP95() < P95_UNDER && failedPart() <= MOST_FAILED;
    }

    private double slowest(Function<Line, Figures> part) {
        return lines.stream().filter(line -> line.row().prompt()).map(part).map(Figures::p95).max(Comparator.naturalOrder()).orElse(0.0);
    }
}
