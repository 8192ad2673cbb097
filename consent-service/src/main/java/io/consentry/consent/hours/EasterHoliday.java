package io.consentry.consent.hours;

import java.time.LocalDate;

/**
 * A holiday that moves with Easter.
 *
 * @param daysAfterEaster from Easter Sunday; negative for days before it
 */
record EasterHoliday(int daysAfterEaster, String name) {

    /** Within these, a holiday is in the year of its Easter. */
    private static final int DAYS_BEFORE_MAX = 80;

    private static final int DAYS_AFTER_MAX = 200;

    EasterHoliday {
        if (daysAfterEaster < -DAYS_BEFORE_MAX || daysAfterEaster > DAYS_AFTER_MAX) {
            throw new IllegalArgumentException("daysAfterEaster: " + daysAfterEaster + " (expected: within the year)");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("a holiday needs a name");
        }
    }

    boolean isOn(LocalDate day) {
        return Easter.sunday(day.getYear()).plusDays(daysAfterEaster).equals(day);
    }
}
