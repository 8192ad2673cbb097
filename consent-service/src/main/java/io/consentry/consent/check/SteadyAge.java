package io.consentry.consent.check;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How old facts are at least, whoever sets the clock back: for as long as they have been seen here. Only a clock that is never set is
 * asked. Safe for many threads.
 */
final class SteadyAge {

    private record Sighting(Instant freshAsOf, long nanos) {}

    private final LongSupplier nanos;
    private final AtomicReference<@Nullable Sighting> first = new AtomicReference<>();

    SteadyAge(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The longer of the age by the clock and the time for which the facts have been as fresh as they are, and no fresher. */
    Duration of(Instant freshAsOf, Duration byTheClock) {
        long now = nanos.getAsLong();
        Sighting known = first.get();
        if (known == null || !known.freshAsOf().equals(freshAsOf)) {
            first.set(new Sighting(freshAsOf, now));
            return byTheClock;
        }
        Duration seen = Duration.ofNanos(now - known.nanos());
        return seen.compareTo(byTheClock) > 0 ? seen : byTheClock;
    }
}
