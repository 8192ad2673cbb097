package io.consentry.bench.load;

import java.util.Collection;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Half of the answers came within the median, all but one of a hundred within p99; in milliseconds. */
public record Latency(double median, double p99) {

    static Latency of(Histogram nanos) {
        return new Latency(nanos.getValueAtPercentile(50) / 1e6, nanos.getValueAtPercentile(99) / 1e6);
    }

    /** Of durations in nanoseconds; negative ones count as none. */
    public static Latency ofNanos(Collection<Long> durations) {
        Tally tally = new Tally();
        durations.forEach(tally::good);
        return tally.result(0, 0).latency();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", median, p99);
    }
}
