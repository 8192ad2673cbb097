package io.consentry.bench.load;

import org.HdrHistogram.Histogram;

/** Counts answers and keeps their latencies. */
final class Tally {

    private static final long LATENCY_NANOS_MAX = 60_000_000_000L;

    private final Histogram latencies = new Histogram(LATENCY_NANOS_MAX, 3);
    private long refused;
    private String firstRefusal = "";

    void good(long nanos) {
        latencies.recordValue(Math.max(0, Math.min(nanos, LATENCY_NANOS_MAX)));
    }

    void refused(int status, String body) {
        if (refused++ == 0) {
            firstRefusal = status + " " + body.substring(0, Math.min(body.length(), 300));
        }
    }

    long answers() {
        return latencies.getTotalCount();
    }

    LoadResult result(long nanos, long processorNanos) {
        return new LoadResult(
                answers(),
                nanos / 1e9,
                Latency.of(latencies),
                refused,
                firstRefusal,
                processorNanos / 1e3 / Math.max(1, answers()));
    }
}
