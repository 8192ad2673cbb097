package io.consentry.consent.hours;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Contact hours at an instant.
 *
 * @param nextAllowedAt the next instant within contact hours; null when {@code at} is
 */
record ContactHoursView(
        Instant at, String country, String zone, @Nullable Instant nextAllowedAt) {

    @JsonProperty
    boolean open() {
        return nextAllowedAt == null;
    }
}
