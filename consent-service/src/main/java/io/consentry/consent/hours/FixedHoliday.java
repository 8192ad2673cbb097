package io.consentry.consent.hours;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.MonthDay;

/**
 * A holiday on the same date every year.
 *
 * @param date written {@code MM-dd}
 */
record FixedHoliday(MonthDay date, String name) {

    FixedHoliday {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a holiday needs a name");
        }
    }

    @JsonCreator
    static FixedHoliday of(@JsonProperty("date") String date, @JsonProperty("name") String name) {
        return new FixedHoliday(MonthDay.parse("--" + date), name);
    }

    boolean isOn(LocalDate day) {
        return day.getDayOfMonth() == date.getDayOfMonth() && day.getMonth() == date.getMonth();
    }
}
