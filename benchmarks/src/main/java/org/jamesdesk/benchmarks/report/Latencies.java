package org.jamesdesk.benchmarks.report;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How long something took, in milliseconds. A percentile is the smallest time within which that share of all was done
 * (nearest rank).
 *
 * @param samples how often it was measured; without any, all times are 0
 */
public record Latencies(int samples, double p50, double p95, double p99, double max) {
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    public static Latencies of(Collection<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return new Latencies(
                sorted.size(), rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99), rank(sorted, 1.0));
    }

    private static double rank(List<Duration> sorted, double share) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1).toNanos() / NANOS_PER_MILLI;
    }
}
