package io.consentry.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Several runs as one: the median of each figure, so that one disturbed run does not count. */
public record LoadSummary(double rate, Latency latency, long refused, String firstRefusal, double clientMicros) {

    /** @throws IllegalArgumentException when there is no run */
    public static LoadSummary of(List<LoadResult> runs) {
        return new LoadSummary(
                median(runs, LoadResult::rate),
                new Latency(median(runs, run -> run.latency().median()), median(runs, run -> run.latency()
                        .p99())),
                runs.stream().mapToLong(LoadResult::refused).sum(),
                runs.stream()
                        .map(LoadResult::firstRefusal)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""),
                median(runs, LoadResult::clientMicros));
    }

    private static double median(List<LoadResult> runs, ToDoubleFunction<LoadResult> figure) {
        return Median.of(runs.stream().mapToDouble(figure).toArray());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f/s, %s", rate, latency);
    }
}
