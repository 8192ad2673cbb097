package io.consentry.consent.decision;

import io.consentry.consent.hours.ContactHours;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the decision depends on besides the person.
 *
 * @param hours when marketing may reach people of the tenant's region
 * @param fresh whether the projections are within the staleness limit
 * @param nccCleansedAt when the tenant's list was last cleansed against the NCC's registry; empty when it never was
 * @param notices what the tenant has published
 */
public record Situation(
        TenantStatus tenantStatus,
        TenantSettings settings,
        ContactHours hours,
        boolean fresh,
        Optional<Instant> nccCleansedAt,
        PublishedNotices notices) {

    /** The zone in which days and months are counted. */
    ZoneId zone() {
        return ZoneId.of(settings.timeZone());
    }

    /** Whether the recipient could be told who sends, and reach them (gate 1). */
    boolean isTenantIdentified() {
        return tenantStatus == TenantStatus.ACTIVE
                && !settings.legalName().isBlank()
                && !settings.contact().email().isBlank();
    }
}
