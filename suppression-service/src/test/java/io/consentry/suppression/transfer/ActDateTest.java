package io.consentry.suppression.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActDateTest {

    private static final ZoneId JOHANNESBURG = ZoneId.of("Africa/Johannesburg");
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T08:00:00Z, 2026-11-20T08:00:00Z",
        "2026-11-20T09:59:59.1234567+02:00, 2026-11-20T07:59:59.123456Z",
        "2026-11-19, 2026-11-19T21:59:59.999999Z",
        "2024-02-29, 2024-02-29T21:59:59.999999Z",
        "2026-11-20, 2026-11-20T08:00:00Z"
    })
    void aDayCountsToItsLastMomentInTheTenantsZone(String text, Instant expected) {
        assertThat(ActDate.read(text, JOHANNESBURG, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T08:00:00.000001Z",
                "2026-11-21",
                "1969-12-31T23:59:59Z",
                "20.11.2026",
                "2025-02-29",
                "soon"
            })
    void theFutureAndWhatIsNoDateAreRefusedWithoutRepeatingThem(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActDate.read(text, JOHANNESBURG, NOW))
                .withMessageStartingWith("must")
                .withMessageNotContaining(text);
    }
}
