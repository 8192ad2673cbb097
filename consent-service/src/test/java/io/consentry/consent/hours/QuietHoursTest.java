package io.consentry.consent.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        "22:00, 06:00, 21:59:59, false",
        "22:00, 06:00, 22:00,    true",
        "22:00, 06:00, 00:00,    true",
        "22:00, 06:00, 05:59:59, true",
        "22:00, 06:00, 06:00,    false",
        "12:00, 14:00, 11:59:59, false",
        "12:00, 14:00, 12:00,    true",
        "12:00, 14:00, 13:59:59, true",
        "12:00, 14:00, 14:00,    false",
        "22:00, 00:00, 23:59:59, true",
        "22:00, 00:00, 00:00,    false",
        "00:00, 06:00, 00:00,    true",
    })
    void theNightMayLieBetween(LocalTime from, LocalTime to, LocalTime time, boolean quiet) {
        assertThat(new QuietHours(from, to).contains(time)).isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({
        "07:00, 21:00, false",
        "08:00, 20:00, false",
        "08:00, 19:59, true",
        "08:01, 20:00, true",
        "13:00, 12:00, true",
        "20:00, 08:00, true",
        "19:00, 20:00, true",
        "00:00, 23:59, false",
        "20:00, 19:00, true",
        "20:30, 20:10, false",
    })
    void whetherTheyLeaveTimeIsKnown(LocalTime from, LocalTime to, boolean leavesTime) {
        assertThat(new QuietHours(from, to).leaveTimeIn(new CountryCatalogue().of("ZA")))
                .isEqualTo(leavesTime);
    }

    @Test
    void hoursThatEndWhenTheyBeginAreRefused() {
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
