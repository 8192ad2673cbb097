package io.consentry.preference.unsubscribe;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Since when the promise that stands has been seen. Whoever first sees a promise sees it after it was made, so that what is left is never
 * too little. Safe for many threads.
 */
final class PromiseSightings {

    private final Duration limit;
    private final LongSupplier nanos;
    private Optional<UUID> standing = Optional.empty();
    private long firstSeen;

    /**
     * @param limit how long what was promised may count
     * @param nanos a clock that is never set
     */
    PromiseSightings(Duration limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    /**
     * How long what was promised may still count; zero when it no longer does.
     *
     * @param seen the promise that stood a moment ago; empty when nobody knows, and then it may be one of this moment
     */
    synchronized Duration remaining(Optional<UUID> seen) {
        long now = nanos.getAsLong();
        if (seen.isEmpty() || !seen.equals(standing)) {
            standing = seen;
            firstSeen = now;
        }
        Duration left = limit.minusNanos(now - firstSeen);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
