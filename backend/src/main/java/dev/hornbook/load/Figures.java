package dev.hornbook.load;

import org.HdrHistogram.AbstractHistogram;

/**
 * How long something took, in milliseconds.
 *
 * @param count of how many; with none the others are 0
 */
public record Figures(long count, double p50, double p95, double p99, double max) {
    private static final double NANOS = 1e6;

    static Figures of(AbstractHistogram nanos) {
        return new Figures(nanos.getTotalCount(), at(nanos, 50), at(nanos, 95), at(nanos, 99), nanos.getMaxValue() / NANOS);
    }

    private static double at(AbstractHistogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS;
    }
}
