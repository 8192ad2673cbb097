package io.consentry.suppression.statistics;

import io.consentry.kit.problem.Violations;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Some days in a zone.
 *
 * @param from first day
 * @param to last day
 */
record Period(LocalDate from, LocalDate to, ZoneId zone) {

    static final int DAYS_MAX = 366;
    private static final int DAYS_DEFAULT = 30;

    /** Reads days such as 2026-11-20; without a last one it is today, without a first one there are thirty. */
    static Period parse(@Nullable String from, @Nullable String to, ZoneId zone, LocalDate today) {
        Violations violations = new Violations();
        LocalDate last = violations.read("to", to == null ? today.toString() : to, Period::day, true);
        LocalDate end = last == null ? today : last;
        LocalDate first =
                from == null ? end.minusDays(DAYS_DEFAULT - 1) : violations.read("from", from, Period::day, true);
        LocalDate start = first == null ? end : first;
        if (start.isAfter(end)) {
            violations.add("from", "out-of-order", "must not lie after the last day");
        } else if (ChronoUnit.DAYS.between(start, end) >= DAYS_MAX) {
            violations.add("from", "out-of-range", "there may be at most " + DAYS_MAX + " days");
        }
        violations.throwIfAny();
        return new Period(start, end, zone);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be a day such as 2026-11-20", e);
        }
    }
}
