package io.consentry.consent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyAgeTest {

    private static final Instant FRESH = Instant.parse("2026-01-05T10:00:00Z");

    private final AtomicLong nanos = new AtomicLong(-3);
    private final SteadyAge age = new SteadyAge(nanos::get);

    @Test
    void clockThatIsSetBackDoesNotMakeFactsYounger() {
        age.of(FRESH, Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());

        assertThat(age.of(FRESH, Duration.ZERO)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void clockDecidesWhatWasSeenLate() {
        assertThat(age.of(FRESH, Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
        assertThat(age.of(FRESH, Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void fresherFactsAreYoungAgain() {
        age.of(FRESH, Duration.ZERO);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(age.of(FRESH.plusSeconds(59), Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    }
}
