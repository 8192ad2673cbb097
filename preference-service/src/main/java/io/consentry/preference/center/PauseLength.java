package io.consentry.preference.center;

import io.consentry.contract.event.PreferenceEvent.Pause;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;

/** How long people can pause, in days. */
enum PauseLength {
    WEEK("week", 7),
    MONTH("month", 30),
    QUARTER("quarter", 90);

    private final String wireName;
    private final int days;

    PauseLength(String wireName, int days) {
        this.wireName = wireName;
        this.days = days;
    }

    /** What a wish means, from now on; fails on what is none. */
    static Pause pause(String wish, ZonedDateTime now) {
        return wish.equals("end") ? new Pause(null) : new Pause(of(wish).end(now));
    }

    private static PauseLength of(String wireName) {
        return Arrays.stream(values())
                .filter(known -> known.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be week, month, quarter or end"));
    }

    private Instant end(ZonedDateTime now) {
        return now.plusDays(days).toInstant();
    }
}
