package io.consentry.consent.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consentry.contract.event.SubjectEvent.AgreedHours;
import io.consentry.contract.event.SubjectEvent.AgreedSpan;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every boundary of the law's hours, wherever the server believes to be. */
class ContactHoursTest {

    private static final ZoneId JOHANNESBURG = ZoneId.of("Africa/Johannesburg");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final CountryCatalogue COUNTRIES = new CountryCatalogue();
    private static final CountryHours SOUTH_AFRICA = COUNTRIES.of("ZA");
    private static final ContactHours HOURS = new ContactHours(JOHANNESBURG, SOUTH_AFRICA, Set.of(), null);
    private static final AgreedHours ANY_TIME = new AgreedHours(
            Stream.of(DayOfWeek.values())
                    .map(day -> new AgreedSpan(day, "00:00", "24:00"))
                    .toList(),
            true);
    private static final LocalDate DAY_AFTER_GOODWILL = LocalDate.of(2033, 12, 27);

    /** Local time asked and, where it is closed, the next time that is open. */
    private static final String BOUNDARIES = """
            # Women's Day on a Sunday, Monday in its place
            2026-08-07T19:59:59 -> open
            2026-08-07T20:00:00 -> 2026-08-08T09:00:00
            2026-08-08T08:59:59 -> 2026-08-08T09:00:00
            2026-08-08T09:00:00 -> open
            2026-08-08T12:59:59.999999999 -> open
            2026-08-08T13:00:00 -> 2026-08-11T08:00:00
            2026-08-09T00:00:00 -> 2026-08-11T08:00:00
            2026-08-09T12:00:00 -> 2026-08-11T08:00:00
            2026-08-09T23:59:59 -> 2026-08-11T08:00:00
            2026-08-10T00:00:00 -> 2026-08-11T08:00:00
            2026-08-10T08:00:00 -> 2026-08-11T08:00:00
            2026-08-10T19:59:59 -> 2026-08-11T08:00:00
            2026-08-10T23:59:59 -> 2026-08-11T08:00:00
            2026-08-11T00:00:00 -> 2026-08-11T08:00:00
            2026-08-11T07:59:59.999999999 -> 2026-08-11T08:00:00
            2026-08-11T08:00:00 -> open
            # Christmas on a Saturday, Goodwill on a Sunday, Monday in its place
            2027-12-24T19:59:59 -> open
            2027-12-24T20:00:00 -> 2027-12-28T08:00:00
            2027-12-25T08:59:59 -> 2027-12-28T08:00:00
            2027-12-25T09:00:00 -> 2027-12-28T08:00:00
            2027-12-25T13:00:00 -> 2027-12-28T08:00:00
            2027-12-26T10:00:00 -> 2027-12-28T08:00:00
            2027-12-27T08:00:00 -> 2027-12-28T08:00:00
            2027-12-27T19:59:59 -> 2027-12-28T08:00:00
            2027-12-28T07:59:59 -> 2027-12-28T08:00:00
            2027-12-28T08:00:00 -> open
            # Christmas on a Sunday: the Monday is a holiday anyway, and Tuesday is none
            2033-12-24T12:59:59 -> open
            2033-12-24T13:00:00 -> 2033-12-27T08:00:00
            2033-12-25T10:00:00 -> 2033-12-27T08:00:00
            2033-12-26T08:00:00 -> 2033-12-27T08:00:00
            2033-12-26T23:59:59 -> 2033-12-27T08:00:00
            2033-12-27T07:59:59 -> 2033-12-27T08:00:00
            2033-12-27T08:00:00 -> open
            2033-12-27T19:59:59 -> open
            # An ordinary night between weekdays
            2026-11-24T19:59:59 -> open
            2026-11-24T19:59:59.999999999 -> open
            2026-11-24T20:00:00 -> 2026-11-25T08:00:00
            2026-11-24T23:59:59 -> 2026-11-25T08:00:00
            2026-11-25T00:00:00 -> 2026-11-25T08:00:00
            2026-11-25T07:59:59 -> 2026-11-25T08:00:00
            2026-11-25T08:00:00 -> open
            # An ordinary weekend
            2026-11-27T20:00:00 -> 2026-11-28T09:00:00
            2026-11-28T08:59:59 -> 2026-11-28T09:00:00
            2026-11-28T09:00:00 -> open
            2026-11-28T12:59:59 -> open
            2026-11-28T13:00:00 -> 2026-11-30T08:00:00
            2026-11-29T23:59:59 -> 2026-11-30T08:00:00
            # Easter, and a holiday in the middle of the week at the turn of a year
            2026-04-02T20:00:00 -> 2026-04-04T09:00:00
            2026-04-03T10:00:00 -> 2026-04-04T09:00:00
            2026-04-04T13:00:00 -> 2026-04-07T08:00:00
            2026-04-06T10:00:00 -> 2026-04-07T08:00:00
            2026-12-31T20:00:00 -> 2027-01-02T09:00:00
            """;

    private static final List<String> SERVER_ZONES = List.of("UTC", "Europe/Berlin", "Africa/Johannesburg");

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void moveServerBack() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @MethodSource("boundariesInEveryServerZone")
    void theLawsBoundariesHoldToTheSecond(String serverZone, LocalDateTime asked, @Nullable LocalDateTime next) {
        TimeZone.setDefault(TimeZone.getTimeZone(serverZone));

        assertThat(HOURS.nextAllowedAt(at(asked)))
                .isEqualTo(Optional.ofNullable(next).map(ContactHoursTest::at));
    }

    private static Stream<Arguments> boundariesInEveryServerZone() {
        return SERVER_ZONES.stream().flatMap(zone -> BOUNDARIES
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" -> "))
                .map(row -> Arguments.of(
                        zone,
                        LocalDateTime.parse(row[0]),
                        row[1].equals("open") ? null : LocalDateTime.parse(row[1]))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "Africa/Johannesburg"})
    void everyMinuteOfTheLongWeekendsIsDecidedRight(String serverZone) {
        TimeZone.setDefault(TimeZone.getTimeZone(serverZone));

        assertOpenExactly(
                "2026-08-08T00:00",
                "2026-08-12T00:00",
                HOURS,
                List.of(open("2026-08-08T09:00", "2026-08-08T13:00"), open("2026-08-11T08:00", "2026-08-11T20:00")));
        assertOpenExactly(
                "2027-12-24T00:00",
                "2027-12-29T00:00",
                HOURS,
                List.of(open("2027-12-24T08:00", "2027-12-24T20:00"), open("2027-12-28T08:00", "2027-12-28T20:00")));
        assertOpenExactly(
                "2033-12-24T00:00",
                "2033-12-28T00:00",
                HOURS,
                List.of(open("2033-12-24T09:00", "2033-12-24T13:00"), open("2033-12-27T08:00", "2033-12-27T20:00")));
    }

    @Test
    void aProclaimedDayIsClosed() {
        ContactHours hours = new ContactHours(JOHANNESBURG, SOUTH_AFRICA, Set.of(DAY_AFTER_GOODWILL), null);

        assertThat(hours.nextAllowedAt(at("2033-12-27T10:00"))).contains(at("2033-12-28T08:00"));
        assertThat(hours.nextAllowedAt(at("2033-12-24T13:00"))).contains(at("2033-12-28T08:00"));
    }

    /** As on 3 January 2000: 2 January was proclaimed, was a Sunday, and s2(1) of the Act says "any public holiday". */
    @Test
    void aProclaimedSundayClosesTheMondayToo() {
        ContactHours hours = new ContactHours(JOHANNESBURG, SOUTH_AFRICA, Set.of(LocalDate.of(2000, 1, 2)), null);

        assertThat(hours.nextAllowedAt(at("2000-01-03T10:00"))).contains(at("2000-01-04T08:00"));
    }

    @Test
    void theZoneOfTheQuestionDecides() {
        Instant evening = Instant.parse("2026-11-24T18:30:00Z");

        assertThat(HOURS.nextAllowedAt(evening)).isPresent();
        assertThat(new ContactHours(ZoneOffset.UTC, SOUTH_AFRICA, Set.of(), null).nextAllowedAt(evening))
                .isEmpty();
    }

    @Test
    void quietHoursNarrowTheLawsHours() {
        ContactHours hours = new ContactHours(JOHANNESBURG, SOUTH_AFRICA, Set.of(), quiet("17:00", "10:00"));

        assertThat(hours.nextAllowedAt(at("2026-11-24T09:59:59"))).contains(at("2026-11-24T10:00"));
        assertThat(hours.nextAllowedAt(at("2026-11-24T16:59:59"))).isEmpty();
        assertThat(hours.nextAllowedAt(at("2026-11-24T17:00"))).contains(at("2026-11-25T10:00"));
        assertThat(hours.nextAllowedAt(at("2026-11-27T17:00"))).contains(at("2026-11-28T10:00"));
        assertThat(hours.nextAllowedAt(at("2026-11-28T13:00"))).contains(at("2026-11-30T10:00"));
    }

    @Test
    void aWrittenAgreementRelaxesTheLawAndNotTheTenantsOwnHours() {
        ContactHours hours = new ContactHours(JOHANNESBURG, SOUTH_AFRICA, Set.of(), quiet("22:00", "06:00"));

        ContactHours agreed = hours.agreed(List.of(ANY_TIME)).orElseThrow();

        assertThat(agreed.nextAllowedAt(at("2026-08-09T21:59:59"))).isEmpty();
        assertThat(agreed.nextAllowedAt(at("2026-08-09T22:00"))).contains(at("2026-08-10T06:00"));
    }

    @ParameterizedTest
    @CsvSource({
        // Saturday, Sunday and National Women's Day, whose Monday is a holiday in its place
        "2026-08-08T05:59:59, 2026-08-08T06:00",
        "2026-08-08T06:00, ",
        "2026-08-08T22:00, 2026-08-11T06:00",
        "2026-08-09T12:00, 2026-08-11T06:00",
        "2026-08-10T12:00, 2026-08-11T06:00",
        "2026-08-11T23:30, 2026-08-12T06:00",
        "2026-08-15T21:59:59, ",
        "2026-08-16T09:59, 2026-08-16T10:00",
        "2026-08-16T10:00, ",
        "2026-08-16T12:00, 2026-08-17T06:00",
    })
    void agreedHoursAreThoseOfTheirWeekdaysAndOfNoHoliday(LocalDateTime asked, @Nullable LocalDateTime next) {
        AgreedHours agreed = new AgreedHours(
                Stream.concat(
                                Stream.of(DayOfWeek.values())
                                        .filter(day -> day != DayOfWeek.SUNDAY)
                                        .map(day -> new AgreedSpan(day, "06:00", "22:00")),
                                Stream.of(new AgreedSpan(DayOfWeek.SUNDAY, "10:00", "12:00")))
                        .toList(),
                false);

        assertThat(HOURS.agreed(List.of(agreed)).orElseThrow().nextAllowedAt(at(asked)))
                .isEqualTo(Optional.ofNullable(next).map(ContactHoursTest::at));
    }

    @Test
    void agreedHoursHoldOnHolidaysWhenTheySaySo() {
        List<AgreedSpan> mondays = List.of(new AgreedSpan(DayOfWeek.MONDAY, "21:00", "24:00"));
        Instant holiday = at("2026-08-10T21:00");

        assertThat(HOURS.agreed(List.of(new AgreedHours(mondays, true)))
                        .orElseThrow()
                        .nextAllowedAt(holiday))
                .isEmpty();
        assertThat(HOURS.agreed(List.of(new AgreedHours(mondays, false)))
                        .orElseThrow()
                        .nextAllowedAt(holiday))
                .contains(at("2026-08-17T21:00"));
        ContactHours proclaimed = new ContactHours(JOHANNESBURG, SOUTH_AFRICA, Set.of(LocalDate.of(2026, 8, 17)), null);
        assertThat(proclaimed
                        .agreed(List.of(new AgreedHours(mondays, false)))
                        .orElseThrow()
                        .nextAllowedAt(holiday))
                .contains(at("2026-08-24T21:00"));
    }

    @Test
    void ofSeveralAgreementsOnlyWhatAllSayCounts() {
        AgreedHours early = new AgreedHours(List.of(new AgreedSpan(DayOfWeek.SUNDAY, "06:00", "11:00")), true);
        AgreedHours late = new AgreedHours(
                List.of(
                        new AgreedSpan(DayOfWeek.SUNDAY, "07:00", "08:00"),
                        new AgreedSpan(DayOfWeek.SUNDAY, "10:00", "24:00")),
                false);
        ContactHours both = HOURS.agreed(List.of(ANY_TIME, early, late)).orElseThrow();

        assertThat(both.nextAllowedAt(at("2026-08-16T06:00"))).contains(at("2026-08-16T07:00"));
        assertThat(both.nextAllowedAt(at("2026-08-16T08:00"))).contains(at("2026-08-16T10:00"));
        assertThat(both.nextAllowedAt(at("2026-08-16T11:00"))).contains(at("2026-08-23T07:00"));
        assertThat(both.nextAllowedAt(at("2026-08-09T07:00"))).contains(at("2026-08-16T07:00"));
        AgreedHours mondays = new AgreedHours(List.of(new AgreedSpan(DayOfWeek.MONDAY, "06:00", "11:00")), true);
        assertThat(HOURS.agreed(List.of(early, mondays))).isEmpty();
    }

    @Test
    void whatTheTenantsQuietHoursLeaveNothingOfIsNotAgreed() {
        ContactHours hours = new ContactHours(JOHANNESBURG, SOUTH_AFRICA, Set.of(), quiet("21:00", "07:00"));
        AgreedHours night = new AgreedHours(List.of(new AgreedSpan(DayOfWeek.MONDAY, "22:00", "24:00")), true);

        assertThat(hours.agreed(List.of(night))).isEmpty();
    }

    @Test
    void aCountryWithoutDataHasNoHours() {
        ContactHours hours = new ContactHours(BERLIN, COUNTRIES.of("SZ"), Set.of(), null);

        assertThat(hours.nextAllowedAt(at("2026-12-25T03:00"))).isEmpty();
    }

    @Test
    void clocksThatSkipTheEndOfQuietEndIt() {
        ContactHours hours = new ContactHours(BERLIN, CountryHours.UNRESTRICTED, Set.of(), quiet("22:00", "02:30"));

        assertThat(hours.nextAllowedAt(Instant.parse("2026-03-28T23:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void anHourThatComesTwiceIsQuietTwice() {
        ContactHours hours = new ContactHours(BERLIN, CountryHours.UNRESTRICTED, Set.of(), quiet("22:00", "02:30"));

        assertThat(hours.nextAllowedAt(Instant.parse("2026-10-25T00:10:00Z")))
                .contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(hours.nextAllowedAt(Instant.parse("2026-10-25T00:59:59Z"))).isEmpty();
        assertThat(hours.nextAllowedAt(Instant.parse("2026-10-25T01:00:00Z")))
                .contains(Instant.parse("2026-10-25T01:30:00Z"));
    }

    /** Newfoundland's clocks went back at one minute past midnight, to the evening before. */
    @Test
    void clocksThatGoBackPastMidnightBringTheEveningBefore() {
        ContactHours hours = new ContactHours(
                ZoneId.of("America/St_Johns"), CountryHours.UNRESTRICTED, Set.of(), quiet("00:00", "23:30"));

        assertThat(hours.nextAllowedAt(Instant.parse("2010-11-07T02:30:30Z")))
                .contains(Instant.parse("2010-11-07T03:00:00Z"));
    }

    @Test
    void quietHoursThatLeaveNoTimeAreRefused() {
        assertThat(quiet("07:00", "21:00").leaveTimeIn(SOUTH_AFRICA)).isFalse();
        assertThatThrownBy(() -> new ContactHours(JOHANNESBURG, SOUTH_AFRICA, Set.of(), quiet("07:00", "21:00")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertOpenExactly(String from, String to, ContactHours hours, List<Open> expected) {
        Instant end = at(to);
        for (Instant sample = at(from); sample.isBefore(end); sample = sample.plusSeconds(59)) {
            Instant asked = sample;
            boolean open = expected.stream().anyMatch(span -> span.contains(asked));
            if (hours.nextAllowedAt(asked).isEmpty() != open) {
                assertThat(hours.nextAllowedAt(asked).isEmpty())
                        .as("open at %s", asked)
                        .isEqualTo(open);
            }
        }
    }

    private record Open(Instant from, Instant to) {

        boolean contains(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    private static Open open(String from, String to) {
        return new Open(at(from), at(to));
    }

    private static QuietHours quiet(String from, String to) {
        return new QuietHours(LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Instant at(String johannesburgTime) {
        return at(LocalDateTime.parse(johannesburgTime));
    }

    private static Instant at(LocalDateTime johannesburgTime) {
        return johannesburgTime.toInstant(ZoneOffset.ofHours(2));
    }
}
