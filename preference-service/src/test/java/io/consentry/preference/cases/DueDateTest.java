package io.consentry.preference.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueDateTest {

    @ParameterizedTest
    @CsvSource({
        "za, 2026-11-28T08:00:00Z, 2026-12-28",
        "ZA, 2026-11-28T21:59:59Z, 2026-12-28",
        "za, 2026-11-28T22:00:00Z, 2026-12-29",
        "za, 2027-01-31T08:00:00Z, 2027-03-02",
        "eu, 2027-01-31T08:00:00Z, 2027-02-28",
        "EU, 2028-01-31T08:00:00Z, 2028-02-29",
        "eu, 2026-12-15T08:00:00Z, 2027-01-14"
    })
    void theDayOfReceiptDoesNotCountAndTheLastDayDoes(String regimePack, Instant openedAt, LocalDate last) {
        assertThat(DueDate.of(openedAt, ZoneId.of("Africa/Johannesburg"), regimePack))
                .isEqualTo(last);
    }
}
