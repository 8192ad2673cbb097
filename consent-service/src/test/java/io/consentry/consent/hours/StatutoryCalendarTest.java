package io.consentry.consent.hours;

import static org.assertj.core.api.Assertions.assertThat;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** South Africa's statutory holidays (rule A-19), computed examples and another's reckoning. */
class StatutoryCalendarTest {

    private static final CountryHours SOUTH_AFRICA = new CountryCatalogue().of("ZA");
    private static final HolidayManager JOLLYDAY = HolidayManager.getInstance(ManagerParameters.create("za"));

    private static final String ELECTION = "proclaimed for an election under s2A of the Act, so data and not statute: "
            + "http://piglix.com/piglix/Public_holidays_in_South_Africa";

    /** What Jollyday lists and the Act does not. */
    private static final Map<LocalDate, String> ONLY_IN_JOLLYDAY = new TreeMap<>(Map.of(
            LocalDate.of(2014, 5, 7),
            ELECTION,
            LocalDate.of(2016, 8, 3),
            ELECTION,
            LocalDate.of(2016, 12, 27),
            "proclaimed, for the Monday after Christmas was a holiday anyway: "
                    + "https://citizen.co.za/news/news-world/news-africa/1383511/presidency-confirms-public-holiday-tuesday/",
            LocalDate.of(2019, 5, 8),
            ELECTION,
            LocalDate.of(2024, 5, 29),
            ELECTION));

    static {
        // Jollyday lists Easter Sunday. Schedule 1 of the Act does not:
        // http://www.acts.co.za/public-holidays-act-1994/schedule_1
        // Being a Sunday it is closed either way; as a holiday it would move to the Monday, which is Family Day.
        years().forEach(year -> ONLY_IN_JOLLYDAY.put(Easter.sunday(year), "Easter Sunday is not in Schedule 1"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-10, National Women's Day, SUBSTITUTE",
        "2027-03-22, Human Rights Day,     SUBSTITUTE",
        "2027-12-27, Day of Goodwill,      SUBSTITUTE",
        "2028-09-25, Heritage Day,         SUBSTITUTE",
        "2026-04-03, Good Friday,          STATUTORY",
        "2026-04-06, Family Day,           STATUTORY",
        "2033-12-26, Day of Goodwill,      STATUTORY",
    })
    void theRulesOwnExamplesComeOut(LocalDate date, String name, Holiday.Origin origin) {
        assertThat(holidays(date.getYear())).contains(new Holiday(date, name, origin));
        assertThat(holidays(date.getYear()))
                .filteredOn(holiday -> holiday.date().equals(date))
                .hasSize(1);
    }

    @Test
    void aSubstituteNeverMovesOnPastAHoliday() {
        assertThat(dates(2033)).doesNotContain(LocalDate.of(2033, 12, 27));
        assertThat(holidays(2033)).extracting(Holiday::origin).doesNotContain(Holiday.Origin.PROCLAIMED);
    }

    @Test
    void everyYearHasTheTwelveStatutoryDays() {
        years().forEach(year -> assertThat(holidays(year))
                .as("%d", year)
                .filteredOn(holiday -> holiday.origin() == Holiday.Origin.STATUTORY)
                .hasSize(12));
    }

    @Test
    void aProclaimedDayStandsBesideTheLawsOwn() {
        Map<LocalDate, String> proclaimed =
                Map.of(LocalDate.of(2033, 12, 27), "Extra day", LocalDate.of(2033, 12, 25), "Also proclaimed");

        assertThat(SOUTH_AFRICA.holidays(2033, proclaimed))
                .endsWith(
                        new Holiday(LocalDate.of(2033, 12, 25), "Christmas Day", Holiday.Origin.STATUTORY),
                        new Holiday(LocalDate.of(2033, 12, 25), "Also proclaimed", Holiday.Origin.PROCLAIMED),
                        new Holiday(LocalDate.of(2033, 12, 26), "Day of Goodwill", Holiday.Origin.STATUTORY),
                        new Holiday(LocalDate.of(2033, 12, 27), "Extra day", Holiday.Origin.PROCLAIMED));
    }

    @Test
    void jollydayAgreesFrom2012To2040ButForTheListedDays() {
        Set<LocalDate> ours = new TreeSet<>();
        Set<LocalDate> theirs = new TreeSet<>();
        years().forEach(year -> {
            ours.addAll(dates(year));
            theirs.addAll(jollyday(year));
        });
        Set<LocalDate> onlyTheirs = new TreeSet<>(theirs);
        onlyTheirs.removeAll(ours);

        assertThat(theirs).containsAll(ours);
        assertThat(onlyTheirs).isEqualTo(ONLY_IN_JOLLYDAY.keySet());
    }

    private static Stream<Integer> years() {
        return IntStream.rangeClosed(2012, 2040).boxed();
    }

    private static List<Holiday> holidays(int year) {
        return SOUTH_AFRICA.holidays(year, Map.of());
    }

    private static Set<LocalDate> dates(int year) {
        return holidays(year).stream().map(Holiday::date).collect(Collectors.toSet());
    }

    /** The dates themselves and those on which they are observed: by the Act both are holidays. */
    private static Set<LocalDate> jollyday(int year) {
        return JOLLYDAY.getHolidays(Year.of(year)).stream()
                .flatMap(holiday ->
                        Stream.concat(Stream.of(holiday.getActualDate()), holiday.getObservedDate().stream()))
                .collect(Collectors.toSet());
    }
}
