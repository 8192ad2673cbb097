package io.consentry.consent.decision;

import io.consentry.consent.hours.ContactHours;
import io.consentry.consent.hours.CountryCatalogue;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.NccRegistration;
import io.consentry.contract.event.TenantEvent.Registries;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** A South African tenant that does everything right, in June 2026. */
final class Situations {

    static final Situation FRESH = of(TenantStatus.ACTIVE, true);

    private Situations() {}

    /** The same once the tenant has published notices. */
    static Situation with(PublishedNotices notices) {
        return new Situation(
                FRESH.tenantStatus(), FRESH.settings(), FRESH.hours(), FRESH.fresh(), FRESH.nccCleansedAt(), notices);
    }

    static Situation of(TenantStatus status, boolean fresh) {
        return new Situation(
                status,
                new TenantSettings(
                        "Acme (Pty) Ltd",
                        "Acme",
                        new Contact("privacy@acme.example", null, null, null),
                        null,
                        "ZA",
                        "ZA",
                        "Africa/Johannesburg",
                        "za",
                        12,
                        null,
                        new Registries(
                                new NccRegistration(
                                        "NCC-1",
                                        Instant.parse("2026-01-10T08:00:00Z"),
                                        Instant.parse("2100-01-01T00:00:00Z")),
                                null,
                                null),
                        null),
                new ContactHours(ZoneId.of("Africa/Johannesburg"), new CountryCatalogue().of("ZA"), Set.of(), null),
                fresh,
                Optional.of(Instant.parse("2026-06-01T08:00:00Z")),
                PublishedNotices.NONE);
    }
}
