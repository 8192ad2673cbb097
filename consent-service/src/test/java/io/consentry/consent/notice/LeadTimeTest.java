package io.consentry.consent.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.consentry.contract.NoticeRef;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thirty days between word and effect (requirement 000-46). */
class LeadTimeTest {

    @ParameterizedTest
    @CsvSource({
        // zone, published, effective, material, warned
        "Africa/Johannesburg, 2026-11-01T09:00:00Z, 2026-12-01T09:00:00Z, true, false",
        "Africa/Johannesburg, 2026-11-01T09:00:00Z, 2026-12-01T08:59:59.999999Z, true, true",
        "Africa/Johannesburg, 2026-11-01T09:00:00Z, 2026-11-02T00:00:00Z, false, false",
        "Africa/Johannesburg, 2026-11-01T09:00:00Z, 2026-01-01T00:00:00Z, true, true",
        // days are the tenant's: this span holds the end of summer time, an hour that is no part of any day
        "Europe/Berlin, 2026-10-01T09:00:00Z, 2026-10-31T09:00:00Z, true, true",
        "Europe/Berlin, 2026-10-01T09:00:00Z, 2026-10-31T10:00:00Z, true, false",
    })
    void aMaterialChangeIsMadeKnownThirtyDaysBefore(
            String zone, Instant published, Instant effective, boolean material, boolean warned) {
        NoticeVersion version =
                new NoticeVersion(new NoticeRef("privacy", "2"), 1, UUID.randomUUID(), effective, published, List.of());

        assertThat(LeadTime.finding(version, material, ZoneId.of(zone)).map(NoticeFinding::code))
                .isEqualTo(warned ? Optional.of("short-notice") : Optional.empty());
    }
}
