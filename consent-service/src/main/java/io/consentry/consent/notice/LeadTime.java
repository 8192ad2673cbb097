package io.consentry.consent.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** A material change is made known thirty days before it takes effect (requirement 000-46). */
final class LeadTime {

    private static final int DAYS = 30;

    private LeadTime() {}

    /** @param zone in which the days are counted: the tenant's */
    static Optional<NoticeFinding> finding(NoticeVersion version, boolean material, ZoneId zone) {
        Instant earliest = version.publishedAt().atZone(zone).plusDays(DAYS).toInstant();
        return material && version.effectiveFrom().isBefore(earliest)
                ? Optional.of(new NoticeFinding(
                        "short-notice",
                        "000-46",
                        "effectiveFrom",
                        "A material change takes effect less than " + DAYS + " days after it is published. Give people "
                                + DAYS + " days to read of it."))
                : Optional.empty();
    }
}
