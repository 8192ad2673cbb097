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

    private static final Registries REGISTERED = new Registries(
            new NccRegistration("NCC-1", Instant.parse("2026-01-10T08:00:00Z"), Instant.parse("2100-01-01T00:00:00Z")),
            null,
            null);

    private static final ContactHours HOURS =
            new ContactHours(ZoneId.of("Africa/Johannesburg"), new CountryCatalogue().of("ZA"), Set.of(), null);

    static final Situation FRESH = of(TenantStatus.ACTIVE, true);

    private Situations() {}

    /** The same once the tenant has published notices. */
    static Situation with(PublishedNotices notices) {
        return of(TenantStatus.ACTIVE, true, notices, REGISTERED);
    }

    /** The same where the tenant says otherwise about registries. */
    static Situation with(PublishedNotices notices, Registries registries) {
        return of(TenantStatus.ACTIVE, true, notices, registries);
    }

    static Situation of(TenantStatus status, boolean fresh) {
        return of(status, fresh, PublishedNotices.NONE, REGISTERED);
    }

    private static Situation of(TenantStatus status, boolean fresh, PublishedNotices notices, Registries registries) {
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
                        registries,
                        null),
                HOURS,
                fresh,
                Optional.of(Instant.parse("2026-06-01T08:00:00Z")),
                notices);
    }
}
