package io.consentry.consent.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A country is a file. AQ's is in the test's resources only: nothing but the file makes it known. */
class CountryCatalogueTest {

    private static final CountryCatalogue COUNTRIES = new CountryCatalogue();

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T12:59:59, ",
        "2026-11-24T13:00:00, 2026-11-24T14:00:00",
        "2026-11-24T20:00:00, 2026-11-26T10:00:00",
        // Saturday until the end of the day, and on into Sunday
        "2026-11-28T17:59:59, 2026-11-28T18:00:00",
        "2026-11-28T23:59:59, ",
        "2026-11-29T00:00:00, ",
        "2026-11-29T01:59:59, ",
        "2026-11-29T02:00:00, 2026-11-30T10:00:00",
        // Antarctica Day on a Saturday: that day and Monday, and not Sunday
        "2029-12-01T18:00:00, 2029-12-02T00:00:00",
        "2029-12-02T01:00:00, ",
        "2029-12-03T10:00:00, 2029-12-04T10:00:00",
        // 29 February 2032 is a Sunday; other years have none
        "2032-02-29T01:00:00, 2032-03-02T10:00:00",
        "2031-02-28T12:00:00, ",
        "2026-05-14T10:00:00, 2026-05-15T10:00:00",
    })
    void aFileAloneAddsACountry(LocalDateTime asked, LocalDateTime next) {
        ContactHours hours = new ContactHours(ZoneOffset.UTC, COUNTRIES.of("AQ"), Set.of(), null);

        assertThat(hours.nextAllowedAt(at(asked)))
                .isEqualTo(Optional.ofNullable(next).map(CountryCatalogueTest::at));
    }

    @Test
    void aCountryWithoutAFileIsUnrestrictedAndUnknown() {
        assertThat(COUNTRIES.of("SZ")).isSameAs(CountryHours.UNRESTRICTED);
        assertThat(COUNTRIES.find("SZ")).isEmpty();
        assertThat(COUNTRIES.find("za")).isEmpty();
        assertThat(COUNTRIES.find("../hours/ZA")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"fixedHolidays\" | \"fixedHoliday\"",
                "\"easterHolidays\" | \"weekly\"",
                "\"SUNDAY\": [] | \"SUNDAY\": null",
                "\"SUNDAY\": [] | \"SOMEDAY\": []",
                "\"SUNDAY\": [] | \"SATURDAY\": []",
                "\"to\": \"13:00\" | \"to\": \"09:00\"",
                "\"to\": \"13:00\" | \"to\": \"00:00\"",
                "\"to\": \"13:00\" | \"to\": \"25:00\"",
                "\"to\": \"13:00\" | \"until\": \"13:00\"",
                "\"to\": \"13:00\"} | \"to\": \"13:00\"}, {\"from\": \"12:00\", \"to\": \"14:00\"}",
                "\"08-09\" | \"8-9\"",
                "\"08-09\" | \"02-30\"",
                "\"daysAfterEaster\": 1, | \"daysAfterEaster\": 400,",
                "\"daysAfterEaster\": 1, | ''",
                "\"Youth Day\" | \" \"",
                "[\"SUNDAY\"] | [\"SUNDAY\",\"MONDAY\",\"TUESDAY\",\"WEDNESDAY\",\"THURSDAY\",\"FRIDAY\",\"SATURDAY\"]",
                "\"ZA\" | \"SZ\"",
                "\"ZA\" | \"South Africa\"",
            })
    void aMistakeInAFileIsRefused(String right, String wrong) throws IOException {
        String file = southAfrica();
        assertThat(file).contains(right);

        assertThatThrownBy(() -> CountryCatalogue.read("ZA", file.replace(right, wrong)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hours of ZA");
    }

    private static String southAfrica() throws IOException {
        try (InputStream file = CountryCatalogue.class.getResourceAsStream("/hours/ZA.json")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Instant at(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC);
    }
}
