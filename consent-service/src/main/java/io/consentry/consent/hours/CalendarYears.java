package io.consentry.consent.hours;

import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/** The years that calendars are kept for: a slip of the finger in a year is refused, and the days of a country stay few. */
final class CalendarYears {

    private static final int FIRST = 2000;
    private static final int LAST = 2100;

    private CalendarYears() {}

    static void require(Violations violations, String path, int year) {
        if (year < FIRST || year > LAST) {
            violations.add(path, "range", "must be in the years " + FIRST + " to " + LAST);
        }
    }

    /** A year as a query names it. */
    static int parse(@Nullable String year) {
        Violations violations = new Violations();
        int parsed = 0;
        if (violations.require("year", year) && year != null) {
            if (year.matches("[0-9]{4}")) {
                parsed = Integer.parseInt(year);
                require(violations, "year", parsed);
            } else {
                violations.add("year", "shape", "must be a year such as 2026");
            }
        }
        violations.throwIfAny();
        return parsed;
    }
}
