package io.consentry.consent.hours;

import io.consentry.contract.event.SubjectEvent.AgreedHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which marketing may be sent, as a pure function of its parts and an instant (rules; gate 12). The
 * server's own zone plays no role.
 *
 * @param zone in which hours and days are reckoned
 * @param country the law's hours and holidays
 * @param proclaimed holidays of the country that only a proclamation makes
 * @param quiet the tenant's own stricter hours, if any; they must leave some time in a week ({@link QuietHours#leaveTimeIn})
 */
public record ContactHours(
        ZoneId zone,
        CountryHours country,
        Set<LocalDate> proclaimed,
        @Nullable QuietHours quiet) {

    /** Hours recur weekly; a year of nothing but holidays is a mistake in the data. */
    private static final int DAYS_SEARCHED_MAX = 366;

    public ContactHours {
        proclaimed = Set.copyOf(proclaimed);
        if (quiet != null && !quiet.leaveTimeIn(country)) {
            throw new IllegalArgumentException("quiet hours leave no time in the week: " + quiet);
        }
    }

    /**
     * The hours that people opened by agreeing to them in writing, beside those of the law: GN R293 of 1 April 2011, items 1 and 2, lets
     * them (rule A-18). The tenant's own quiet hours stay.
     *
     * @param agreements one or more; only what all of them say counts
     * @return empty when they leave no time in a week
     */
    public Optional<ContactHours> agreed(List<AgreedHours> agreements) {
        boolean holidays = agreements.stream().allMatch(AgreedHours::publicHolidays);
        return country.agreed(agreements)
                .filter(hours -> quiet == null || quiet.leaveTimeIn(hours))
                .map(hours -> new ContactHours(zone, hours, holidays ? Set.of() : proclaimed, quiet));
    }

    /** Empty when the instant is within contact hours; else the next instant that is, exact to the second. */
    public Optional<Instant> nextAllowedAt(Instant asked) {
        return isOpen(asked) ? Optional.empty() : Optional.of(nextOpening(asked));
    }

    private boolean isOpen(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        return country.isOpen(local, proclaimed) && (quiet == null || !quiet.contains(local.toLocalTime()));
    }

    private Instant nextOpening(Instant asked) {
        LocalDate today = LocalDate.ofInstant(asked, zone);
        // Where clocks go back past midnight, the end of yesterday comes again, and the start of tomorrow may come
        // before the end of today.
        for (int day = -1; day <= DAYS_SEARCHED_MAX; day++) {
            LocalDate date = today.plusDays(day);
            Optional<Instant> found = firstOpening(date, asked);
            if (found.isPresent()) {
                Instant opening = Stream.concat(found.stream(), firstOpening(date.plusDays(1), asked).stream())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                return clockChangeThatOpens(asked, opening).orElse(opening);
            }
        }
        throw new IllegalStateException(
                "no contact hours within " + DAYS_SEARCHED_MAX + " days in " + country.country());
    }

    /** The first instant of a day, later than asked, at which a span begins or quiet ends and all else permits. */
    private Optional<Instant> firstOpening(LocalDate date, Instant asked) {
        Stream<LocalTime> starts = country.startsOn(date.getDayOfWeek());
        Stream<LocalTime> times = quiet == null ? starts : Stream.concat(starts, Stream.of(quiet.to()));
        return times.flatMap(time -> instantsOf(date.atTime(time)))
                .filter(instant -> instant.isAfter(asked) && isOpen(instant))
                .min(Comparator.naturalOrder());
    }

    /** One instant; none for a local time that clocks skip, two for one that comes twice. */
    private Stream<Instant> instantsOf(LocalDateTime local) {
        return zone.getRules().getValidOffsets(local).stream().map(local::toInstant);
    }

    /** Clocks that jump into open hours, over their start, open them. */
    private Optional<Instant> clockChangeThatOpens(Instant asked, Instant before) {
        @Nullable ZoneOffsetTransition change = zone.getRules().nextTransition(asked);
        while (change != null && change.getInstant().isBefore(before)) {
            if (isOpen(change.getInstant())) {
                return Optional.of(change.getInstant());
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return Optional.empty();
    }
}
