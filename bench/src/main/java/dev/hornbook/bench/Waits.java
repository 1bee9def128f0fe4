package dev.hornbook.bench;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What callers waited.
 *
 * @param sorted every wait in nanoseconds, shortest first; kept whole, since a million of them fit in 8 MB
 */
record Waits(long[] sorted) {

    static Waits of(List<List<Long>> waits) {
        return new Waits(waits.stream().flatMap(List::stream).mapToLong(Long::longValue).sorted().toArray());
    }

    /** Milliseconds; NaN when nobody waited. */
    double mean() {
        return LongStream.of(sorted).average().orElse(Double.NaN) / 1e6;
    }

    /** The wait that this share of all did not exceed (nearest rank), in milliseconds; NaN when nobody waited. */
    double quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.clamp(rank, 1, sorted.length) - 1] / 1e6;
    }

    int count() {
        return sorted.length;
    }
}
