package io.consentry.preference.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * By when a case must be answered: 30 days (Regulations under POPIA as amended in 2025, rule A-11; requirement 000-44), and for tenants
 * under the GDPR not later than a month either (Art. 12(3), rule B-09). The day on which it came does not count, the last one does. Never
 * later than the law's own day, which moves on when the last one is a Sunday or public holiday.
 */
final class DueDate {

    private static final int DAYS = 30;

    private DueDate() {}

    /** The last day, in the tenant's zone. */
    static LocalDate of(Instant openedAt, ZoneId zone, String regimePack) {
        LocalDate day = openedAt.atZone(zone).toLocalDate();
        LocalDate last = day.plusDays(DAYS);
        LocalDate month = day.plusMonths(1);
        return regimePack.equalsIgnoreCase("eu") && month.isBefore(last) ? month : last;
    }
}
