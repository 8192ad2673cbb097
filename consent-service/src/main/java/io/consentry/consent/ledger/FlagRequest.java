package io.consentry.consent.ledger;

import io.consentry.contract.event.SubjectEvent.CompetentConsent;
import io.consentry.kit.problem.Violations;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/subjects/{id}/flags}; a flag that is left out stays as it is.
 *
 * @param reference the tenant's own reference of what is behind it, such as a case; at most {@value #REFERENCE_LENGTH_MAX} characters
 * @param occurredAt when it came to be so; null for now
 */
record FlagRequest(
        @Nullable Boolean child,
        @Nullable CompetentConsentRequest competentConsent,
        @Nullable Boolean restricted,
        @Nullable String reference,
        @Nullable String occurredAt) {

    static final int REFERENCE_LENGTH_MAX = 200;

    /** @param reference where the tenant keeps the proof; the competent person is not named */
    record CompetentConsentRequest(
            @Nullable String reference,
            @Nullable String givenAt,
            @Nullable String validUntil) {}

    /** Whether it opens what was closed. */
    boolean permits() {
        return Boolean.FALSE.equals(child) || Boolean.FALSE.equals(restricted) || competentConsent != null;
    }

    FlagCommand toCommand(Clock clock) {
        Violations violations = new Violations();
        if (child == null && restricted == null) {
            violations.add("child", "required", "one of child and restricted is required");
        }
        violations.requireAtMost("reference", reference, REFERENCE_LENGTH_MAX);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant happened = EvidenceParser.past("occurredAt", occurredAt, now, violations);
        CompetentConsent consent = competentConsent == null ? null : parse(competentConsent, now, violations);
        violations.throwIfAny();
        return new FlagCommand(
                child,
                consent,
                restricted,
                Evidence.ofTenant(
                        happened == null ? now : happened,
                        reference,
                        competentConsent == null ? null : competentConsent.reference()));
    }

    private @Nullable CompetentConsent parse(CompetentConsentRequest given, Instant now, Violations violations) {
        if (!Boolean.TRUE.equals(child)) {
            violations.add("competentConsent", "not-a-child", "belongs to \"child\": true only");
        }
        if (violations.require("competentConsent.reference", given.reference())) {
            violations.requireAtMost("competentConsent.reference", given.reference(), REFERENCE_LENGTH_MAX);
        }
        violations.require("competentConsent.givenAt", given.givenAt());
        Instant from = EvidenceParser.past("competentConsent.givenAt", given.givenAt(), now, violations);
        Instant until = violations.readInstant("competentConsent.validUntil", given.validUntil());
        if (from != null && until != null && !until.isAfter(from)) {
            violations.add("competentConsent.validUntil", "order", "must be later than givenAt");
        }
        return from == null ? null : new CompetentConsent(from, until);
    }

    @Override
    public String toString() {
        return "FlagRequest[redacted]";
    }
}
