package io.consentry.suppression.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {

    private static final ZoneId JOHANNESBURG = ZoneId.of("Africa/Johannesburg");

    @ParameterizedTest
    @CsvSource({"UTC", "Africa/Johannesburg"})
    void endsAtTheVerySecondAndNotOneBefore(String zone) {
        // Given
        Instant since = Instant.parse("2025-11-20T08:00:00Z");

        // When
        Instant until = new Hold(12, ZoneId.of(zone)).until(since);

        // Then
        assertThat(until).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T10:00:00Z, 12, 2025-02-28T10:00:00Z",
        "2024-02-29T10:00:00Z, 48, 2028-02-29T10:00:00Z",
        "2023-02-28T10:00:00Z, 12, 2024-02-28T10:00:00Z",
        "2025-01-31T10:00:00Z, 13, 2026-02-28T10:00:00Z",
        "2025-08-31T10:00:00Z, 15, 2026-11-30T10:00:00Z",
        "2025-12-31T23:59:59Z, 12, 2026-12-31T23:59:59Z"
    })
    void countsCalendarMonths(Instant since, int months, Instant until) {
        assertThat(new Hold(months, ZoneOffset.UTC).until(since)).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({
        // 29 February has begun in Johannesburg, not yet in UTC
        "2024-02-28T22:30:00Z, 2025-02-27T22:30:00Z, 2025-02-28T22:30:00Z",
        // the last hour of 29 February in UTC is 1 March in Johannesburg
        "2024-02-29T22:30:00Z, 2025-02-28T22:30:00Z, 2025-02-28T22:30:00Z"
    })
    void countsDaysInTheTenantsZone(Instant since, Instant johannesburg, Instant utc) {
        assertThat(new Hold(12, JOHANNESBURG).until(since)).isEqualTo(johannesburg);
        assertThat(new Hold(12, ZoneOffset.UTC).until(since)).isEqualTo(utc);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1", "11", "12"})
    void isNeverShorterThanTwelveMonths(int months) {
        assertThat(new Hold(months, ZoneOffset.UTC)).isEqualTo(Hold.SHORTEST);
    }

    @Test
    void mayBeLonger() {
        assertThat(new Hold(13, ZoneOffset.UTC).until(Instant.parse("2025-11-20T08:00:00Z")))
                .isEqualTo("2026-12-20T08:00:00Z");
    }

    @Test
    void keepsTheLocalTimeAcrossAChangeOfTheClock() {
        assertThat(new Hold(19, ZoneId.of("Europe/Berlin")).until(Instant.parse("2025-01-15T08:00:00Z")))
                .isEqualTo("2026-08-15T07:00:00Z");
    }
}
