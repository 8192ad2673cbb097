package io.consentry.consent.hours;

import io.consentry.contract.event.SubjectEvent.AgreedHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a country's law lets marketing reach a person, as its file {@code hours/<country>.json} has it. South Africa's: Consumer
 * Protection Act s12 with GN R293 of 1 April 2011 (rule A-18), Public Holidays Act 36 of 1994 (rule A-19).
 *
 * @param country ISO 3166 code
 * @param sources the law
 * @param weekly spans of contact by weekday, for all seven
 * @param fixedHolidays holidays on the same date every year
 * @param easterHolidays holidays that move with Easter
 * @param substituteAfter a holiday on one of these weekdays makes the next other day a holiday too, unless it is one already
 */
public record CountryHours(
        String country,
        List<String> sources,
        Map<DayOfWeek, List<TimeSpan>> weekly,
        List<FixedHoliday> fixedHolidays,
        List<EasterHoliday> easterHolidays,
        Set<DayOfWeek> substituteAfter) {

    /** No law about hours. The code is one that ISO 3166 gives to no country. */
    public static final CountryHours UNRESTRICTED = new CountryHours(
            "ZZ",
            List.of(),
            Arrays.stream(DayOfWeek.values())
                    .collect(Collectors.toMap(Function.identity(), day -> List.of(TimeSpan.WHOLE_DAY))),
            List.of(),
            List.of(),
            Set.of());

    public CountryHours {
        if (!country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("country: " + country + " (expected: two capital letters)");
        }
        sources = List.copyOf(sources);
        weekly = copyOf(weekly);
        fixedHolidays = List.copyOf(fixedHolidays);
        easterHolidays = List.copyOf(easterHolidays);
        substituteAfter = Set.copyOf(substituteAfter);
        if (substituteAfter.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("substituteAfter: leaves no day for the substitute");
        }
    }

    private static Map<DayOfWeek, List<TimeSpan>> copyOf(Map<DayOfWeek, List<TimeSpan>> weekly) {
        Map<DayOfWeek, List<TimeSpan>> copy = new EnumMap<>(DayOfWeek.class);
        weekly.forEach((day, spans) -> copy.put(day, inOrder(day, spans)));
        if (copy.size() < DayOfWeek.values().length) {
            throw new IllegalArgumentException("weekly: names " + copy.keySet() + " (expected: all seven days)");
        }
        if (copy.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("weekly: leaves no time in the week");
        }
        return Map.copyOf(copy);
    }

    private static List<TimeSpan> inOrder(DayOfWeek day, List<TimeSpan> spans) {
        for (int i = 1; i < spans.size(); i++) {
            if (!spans.get(i - 1).endsBefore(spans.get(i))) {
                throw new IllegalArgumentException("weekly: spans of " + day + " overlap or are out of order");
            }
        }
        return List.copyOf(spans);
    }

    /**
     * The same country with hours that people agreed to, one or more of them, in the place of the law's.
     *
     * @return empty when no hour of the week is in all of them
     */
    Optional<CountryHours> agreed(List<AgreedHours> agreements) {
        Map<DayOfWeek, List<TimeSpan>> common = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            common.put(day, commonOn(day, agreements));
        }
        if (common.values().stream().allMatch(List::isEmpty)) {
            return Optional.empty();
        }
        boolean holidays = agreements.stream().allMatch(AgreedHours::publicHolidays);
        return Optional.of(new CountryHours(
                country,
                sources,
                common,
                holidays ? List.of() : fixedHolidays,
                holidays ? List.of() : easterHolidays,
                substituteAfter));
    }

    private static List<TimeSpan> commonOn(DayOfWeek day, List<AgreedHours> agreements) {
        List<TimeSpan> common = List.of(TimeSpan.WHOLE_DAY);
        for (AgreedHours agreement : agreements) {
            List<TimeSpan> own = agreement.weekly().stream()
                    .filter(span -> span.day() == day)
                    .map(span -> TimeSpan.of(span.from(), span.to()))
                    .toList();
            common = common.stream()
                    .flatMap(span -> own.stream().flatMap(other -> span.common(other).stream()))
                    .toList();
        }
        return common;
    }

    List<TimeSpan> spansOn(DayOfWeek day) {
        return weekly.getOrDefault(day, List.of());
    }

    Stream<LocalTime> startsOn(DayOfWeek day) {
        return spansOn(day).stream().map(TimeSpan::from);
    }

    boolean isOpen(LocalDateTime local, Set<LocalDate> proclaimed) {
        for (TimeSpan span : spansOn(local.getDayOfWeek())) {
            if (span.contains(local.toLocalTime())) {
                return !isHoliday(local.toLocalDate(), proclaimed);
            }
        }
        return false;
    }

    private boolean isHoliday(LocalDate date, Set<LocalDate> proclaimed) {
        return isOwnHoliday(date, proclaimed)
                || substituted(date).stream().anyMatch(earlier -> isOwnHoliday(earlier, proclaimed));
    }

    /** A holiday for its own sake, not in place of another. */
    private boolean isOwnHoliday(LocalDate date, Set<LocalDate> proclaimed) {
        return proclaimed.contains(date)
                || fixedHolidays.stream().anyMatch(holiday -> holiday.isOn(date))
                || easterHolidays.stream().anyMatch(holiday -> holiday.isOn(date));
    }

    /** The days just before a date whose holidays it would stand for. */
    private List<LocalDate> substituted(LocalDate date) {
        List<LocalDate> days = new ArrayList<>();
        if (!substituteAfter.contains(date.getDayOfWeek())) {
            LocalDate earlier = date.minusDays(1);
            while (substituteAfter.contains(earlier.getDayOfWeek())) {
                days.add(earlier);
                earlier = earlier.minusDays(1);
            }
        }
        return days;
    }

    /** All holidays of a year in order. A date that is a holiday for two reasons stands in it twice. */
    List<Holiday> holidays(int year, Map<LocalDate, String> proclaimed) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return first.datesUntil(first.plusYears(1))
                .flatMap(date -> holidaysOn(date, proclaimed))
                .toList();
    }

    private Stream<Holiday> holidaysOn(LocalDate date, Map<LocalDate, String> proclaimed) {
        List<Holiday> own = ownHolidays(date, proclaimed).toList();
        return own.isEmpty()
                ? substituted(date).stream()
                        .flatMap(earlier -> ownHolidays(earlier, proclaimed))
                        .map(replaced -> new Holiday(date, replaced.name(), Holiday.Origin.SUBSTITUTE))
                : own.stream();
    }

    private Stream<Holiday> ownHolidays(LocalDate date, Map<LocalDate, String> proclaimed) {
        Stream<String> fixed =
                fixedHolidays.stream().filter(holiday -> holiday.isOn(date)).map(FixedHoliday::name);
        Stream<String> moving =
                easterHolidays.stream().filter(holiday -> holiday.isOn(date)).map(EasterHoliday::name);
        return Stream.concat(
                Stream.concat(fixed, moving).map(name -> new Holiday(date, name, Holiday.Origin.STATUTORY)),
                Stream.ofNullable(proclaimed.get(date))
                        .map(name -> new Holiday(date, name, Holiday.Origin.PROCLAIMED)));
    }
}
