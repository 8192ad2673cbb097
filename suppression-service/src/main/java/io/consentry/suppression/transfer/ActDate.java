package io.consentry.suppression.transfer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** When an act happened, as lists tell it. */
final class ActDate {

    private ActDate() {}

    /**
     * Reads an RFC 3339 instant, or a day. Of a day the last moment counts, or now if that is earlier: then no consent of the same day
     * is taken to be later than the opt-out. Refuses what lies in the future or before 1970.
     */
    static Instant read(String text, ZoneId zone, Instant now) {
        Instant at = parse(text.strip(), zone, now).truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now)) {
            throw new IllegalArgumentException("must not lie in the future");
        }
        if (at.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("must not lie before 1970");
        }
        return at;
    }

    private static Instant parse(String text, ZoneId zone, Instant now) {
        try {
            if (text.length() > "2026-11-20".length()) {
                return OffsetDateTime.parse(text).toInstant();
            }
            LocalDate day = LocalDate.parse(text);
            Instant last = day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
            boolean today = day.equals(LocalDate.ofInstant(now, zone));
            return today ? now : last;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "must be an RFC 3339 instant such as 2026-11-20T08:00:00Z, or a day such as 2026-11-20", e);
        }
    }
}
