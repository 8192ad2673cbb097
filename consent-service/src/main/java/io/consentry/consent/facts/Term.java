package io.consentry.consent.facts;

import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long consents to a purpose last: to the end that each was given with, or to the end of a time without activity, whichever is first
 * (capability C7). Pure. Months and days are those of the tenant's zone; a day that the last month lacks becomes that month's last day.
 *
 * @param inactivity the time without activity; empty when none ends a consent
 */
public record Term(Optional<Period> inactivity, ZoneId zone) {

    /** @param purpose null for decisions on all purposes, which do not end by themselves */
    public static Term of(Map<PurposeKey, Purpose> catalogue, @Nullable PurposeKey purpose, ZoneId zone) {
        return of(purpose == null ? null : catalogue.get(purpose), zone);
    }

    /** @param purpose null for one that there is not */
    public static Term of(@Nullable Purpose purpose, ZoneId zone) {
        return new Term(purpose == null ? Optional.empty() : purpose.inactivityEnd(), zone);
    }

    /** The instant at which a grant has ended, and not a moment before; empty when it does not end, or is none. */
    public Optional<Instant> endOf(ConsentFact consent, ContactFacts known) {
        if (!consent.status().isValid()) {
            return Optional.empty();
        }
        Optional<Instant> given = Optional.ofNullable(consent.validUntil());
        Optional<Instant> inactive = inactivity.map(
                period -> startOf(consent, known).atZone(zone).plus(period).toInstant());
        return given.isPresent() && inactive.isPresent()
                ? given.filter(end -> end.isBefore(inactive.get())).or(() -> inactive)
                : given.or(() -> inactive);
    }

    /** The last that the person is known to have done: consenting, or something later. */
    public static Instant startOf(ConsentFact consent, ContactFacts known) {
        return known.lastActivity(consent.subjectId())
                .filter(active -> active.isAfter(consent.occurredAt()))
                .orElse(consent.occurredAt());
    }

    /** Whether a grant holds at an instant. */
    public boolean holds(ConsentFact consent, ContactFacts known, Instant at) {
        return consent.status().isValid()
                && endOf(consent, known).filter(end -> !at.isBefore(end)).isEmpty();
    }
}
