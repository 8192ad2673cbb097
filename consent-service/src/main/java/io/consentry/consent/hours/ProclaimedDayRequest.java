package io.consentry.consent.hours;

import io.consentry.kit.problem.Violations;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A holiday as the operator proclaims it. */
record ProclaimedDayRequest(@Nullable String name) {

    private static final int NAME_LENGTH_MAX = 200;

    /** The day, checked together with its date from the path. */
    Holiday toHoliday(String date) {
        Violations violations = new Violations();
        @Nullable LocalDate day = parseDate(violations, date);
        if (violations.require("name", name)) {
            violations.requireAtMost("name", name, NAME_LENGTH_MAX);
        }
        if (name != null && name.chars().anyMatch(Character::isISOControl)) {
            violations.add("name", "shape", "may not have control characters");
        }
        violations.throwIfAny();
        if (day == null || name == null) {
            throw new IllegalStateException("refused above");
        }
        return new Holiday(day, name, Holiday.Origin.PROCLAIMED);
    }

    /** A date alone, as for a removal. */
    static LocalDate toDate(String date) {
        Violations violations = new Violations();
        @Nullable LocalDate day = parseDate(violations, date);
        violations.throwIfAny();
        if (day == null) {
            throw new IllegalStateException("refused above");
        }
        return day;
    }

    private static @Nullable LocalDate parseDate(Violations violations, String date) {
        try {
            LocalDate day = LocalDate.parse(date);
            CalendarYears.require(violations, "date", day.getYear());
            return day;
        } catch (DateTimeException e) {
            violations.add("date", "not-a-date", "must be a date such as 2026-11-04");
            return null;
        }
    }
}
