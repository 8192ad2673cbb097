package io.consentry.preference.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PromiseSightingsTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong(-7);
    private final PromiseSightings sightings = new PromiseSightings(LIMIT, nanos::get);

    @Test
    void promiseCountsForTheLimitFromWhenItIsFirstSeen() {
        Optional<UUID> promise = Optional.of(UUID.randomUUID());

        assertThat(sightings.remaining(promise)).isEqualTo(LIMIT);
        pass(Duration.ofSeconds(2));
        assertThat(sightings.remaining(promise)).isEqualTo(Duration.ofSeconds(3));
        pass(Duration.ofSeconds(3));
        assertThat(sightings.remaining(promise)).isZero();
        pass(Duration.ofHours(1));
        assertThat(sightings.remaining(promise)).isZero();
    }

    @Test
    void newPromiseCountsAnew() {
        sightings.remaining(Optional.of(UUID.randomUUID()));
        pass(Duration.ofMinutes(1));

        assertThat(sightings.remaining(Optional.of(UUID.randomUUID()))).isEqualTo(LIMIT);
    }

    @Test
    void whereNoPromiseIsKnownThereMayBeOneOfThisMoment() {
        for (int look = 0; look < 3; look++) {
            assertThat(sightings.remaining(Optional.empty())).isEqualTo(LIMIT);
            pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void promiseThatIsSeenAgainAfterAnotherCountsAnew() {
        Optional<UUID> promise = Optional.of(UUID.randomUUID());
        sightings.remaining(promise);
        pass(Duration.ofMinutes(1));
        sightings.remaining(Optional.of(UUID.randomUUID()));

        assertThat(sightings.remaining(promise)).isEqualTo(LIMIT);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
