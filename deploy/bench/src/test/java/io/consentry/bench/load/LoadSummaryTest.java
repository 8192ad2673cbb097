package io.consentry.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadSummaryTest {

    @Test
    void medianIsTheMiddleValue() {
        assertThat(Median.of(5, 1, 3)).isEqualTo(3);
        assertThat(Median.of(4, 1, 3, 2)).isEqualTo(2.5);
        assertThatThrownBy(Median::of).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void percentilesAreOfAllAnswers() {
        Latency latency = Latency.ofNanos(
                LongStream.rangeClosed(1, 1_000).map(n -> n * 1_000_000).boxed().toList());

        assertThat(latency.median()).isCloseTo(500, within(1.0));
        assertThat(latency.p99()).isCloseTo(990, within(1.0));
    }

    @Test
    void whatTookNoTimeCountsAsNone() {
        assertThat(Latency.ofNanos(List.of(-5L, -1L, 0L)).p99()).isZero();
    }

    @Test
    void oneDisturbedRunDoesNotCount() {
        LoadSummary summary = LoadSummary.of(List.of(run(1_000, 2, 0), run(10, 90, 3), run(1_100, 1, 0)));

        assertThat(summary.rate()).isEqualTo(1_000);
        assertThat(summary.latency().p99()).isEqualTo(2);
        assertThat(summary.refused()).isEqualTo(3);
        assertThat(summary.firstRefusal()).isEqualTo("503");
    }

    private static LoadResult run(long rate, double p99, long refused) {
        return new LoadResult(rate * 2, 2, new Latency(p99 / 2, p99), refused, refused == 0 ? "" : "503", 8);
    }
}
