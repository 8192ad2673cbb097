package io.consentry.consent.hours;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalTime;
import java.util.Optional;

/**
 * Part of a day.
 *
 * @param from first moment
 * @param to first moment after it; midnight is the end of the day, which a country's file writes as {@code 24:00}
 */
record TimeSpan(LocalTime from, LocalTime to) {

    static final TimeSpan WHOLE_DAY = new TimeSpan(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    private static final String END_OF_DAY = "24:00";

    TimeSpan {
        if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
            throw new IllegalArgumentException("from " + from + " is not before to " + to);
        }
    }

    @JsonCreator
    static TimeSpan of(@JsonProperty("from") String from, @JsonProperty("to") String to) {
        if (to.equals("00:00")) {
            throw new IllegalArgumentException("the end of a day is 24:00");
        }
        return new TimeSpan(LocalTime.parse(from), to.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(to));
    }

    boolean contains(LocalTime time) {
        return !time.isBefore(from) && isBeforeEnd(time);
    }

    boolean endsBefore(TimeSpan next) {
        return !isBeforeEnd(next.from);
    }

    /** The part of the day that is in both. */
    Optional<TimeSpan> common(TimeSpan other) {
        LocalTime later = from.isAfter(other.from) ? from : other.from;
        LocalTime earlier = isBeforeEnd(other.to) && !other.to.equals(LocalTime.MIDNIGHT) ? other.to : to;
        return contains(later) && other.contains(later) ? Optional.of(new TimeSpan(later, earlier)) : Optional.empty();
    }

    private boolean isBeforeEnd(LocalTime time) {
        return to.equals(LocalTime.MIDNIGHT) || time.isBefore(to);
    }
}
