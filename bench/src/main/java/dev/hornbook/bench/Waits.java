package dev.hornbook.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a scenario's callers waited.
 *
 * @param sorted every wait in nanoseconds, shortest first; kept whole, since a million of them fit in 8 MB
 * @param failed borrows that ended in an exception
 * @param took from the first borrow to the last return
 */
record Waits(long[] sorted, long failed, Duration took) {

    static Waits of(List<List<Long>> waits, long failed, Duration took) {
        return new Waits(waits.stream().flatMap(List::stream).mapToLong(Long::longValue).sorted().toArray(), failed, took);
    }

    /** Milliseconds. */
    double mean() {
        return LongStream.of(sorted).average().orElse(0) / 1e6;
    }

    /** The wait that this share of all did not exceed (nearest rank), in milliseconds. */
    double quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? 0 : sorted[Math.clamp(rank, 1, sorted.length) - 1] / 1e6;
    }

    /** Connections lent in a second. */
    double throughput() {
        return sorted.length * 1e9 / took.toNanos();
    }
}
