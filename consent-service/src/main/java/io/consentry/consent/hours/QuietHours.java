package io.consentry.consent.hours;

import io.consentry.contract.event.TenantEvent;
import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A tenant's own hours in which nobody is contacted, every day; stricter than the law, never laxer, for the law's hours hold beside them.
 *
 * @param from first quiet moment
 * @param to first moment that is not quiet; earlier than {@code from} when the night lies between
 */
public record QuietHours(LocalTime from, LocalTime to) {

    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("from and to are the same: " + from);
        }
    }

    /** As the tenant's settings have them. */
    public static QuietHours of(TenantEvent.QuietHours settings) {
        return new QuietHours(LocalTime.parse(settings.from()), LocalTime.parse(settings.to()));
    }

    /** Whether a local time is quiet. */
    public boolean contains(LocalTime time) {
        boolean begun = !time.isBefore(from);
        boolean ended = !time.isBefore(to);
        return from.isBefore(to) ? begun && !ended : begun || !ended;
    }

    /** Whether the country's week has a moment that is not quiet: to be required of settings before they are stored. */
    public boolean leaveTimeIn(CountryHours country) {
        for (DayOfWeek day : DayOfWeek.values()) {
            for (TimeSpan span : country.spansOn(day)) {
                if (!contains(span.from()) || span.contains(to)) {
                    return true;
                }
            }
        }
        return false;
    }
}
