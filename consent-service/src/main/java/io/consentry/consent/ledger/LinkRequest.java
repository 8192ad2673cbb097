package io.consentry.consent.ledger;

import io.consentry.contract.AddressKind;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/subjects/{id}/identifiers}.
 *
 * @param identifier exactly one
 * @param verification {@code verified} when it was proven to be the person's; null, or {@code unverified}, when it was not
 * @param expiresAt of a push token: from when on it reaches nobody, at most {@value #DAYS_MAX} days from now; null for
 *     {@value #DAYS_DEFAULT} days from now. No other identifier ends by itself
 * @param reference the tenant's own reference of how it is known; at most {@value MergeRequest#REFERENCE_LENGTH_MAX} characters
 */
record LinkRequest(
        @Nullable IdentifierRequest identifier,
        @Nullable String verification,
        @Nullable String expiresAt,
        @Nullable String reference) {

    /** The makers of push services take a token for stale that was not seen for a month. */
    static final int DAYS_DEFAULT = 30;

    static final int DAYS_MAX = 366;

    /** What has passed the edge. */
    record Command(
            Address address, boolean verified, @Nullable Instant expiresAt, Evidence evidence) {}

    Command toCommand(Tenant tenant, Instant now) {
        Violations violations = new Violations();
        violations.require("identifier", identifier);
        Address address = identifier == null
                ? null
                : identifier
                        .one("identifier", tenant.settings().defaultPhoneRegion(), violations)
                        .orElse(null);
        if (verification != null && !verification.equals("verified") && !verification.equals("unverified")) {
            violations.add("verification", "unknown", "is verified or unverified");
        }
        Instant end = address == null ? null : end(address.kind(), now, violations);
        violations.requireAtMost("reference", reference, MergeRequest.REFERENCE_LENGTH_MAX);
        violations.throwIfAny();
        if (address == null) {
            throw new IllegalStateException("an identifier that is missing or unusable is a violation");
        }
        return new Command(address, "verified".equals(verification), end, Evidence.ofTenant(now, reference, null));
    }

    private @Nullable Instant end(AddressKind kind, Instant now, Violations violations) {
        Instant given = violations.readInstant("expiresAt", expiresAt);
        if (kind != AddressKind.PUSH_TOKEN) {
            if (given != null) {
                violations.add("expiresAt", "not-a-push-token", "only a push token ends by itself");
            }
            return null;
        }
        if (given != null && !given.isAfter(now)) {
            violations.add("expiresAt", "in-the-past", "must lie in the future");
        }
        if (given != null && given.isAfter(now.plus(Duration.ofDays(DAYS_MAX)))) {
            violations.add("expiresAt", "too-late", "must be at most " + DAYS_MAX + " days from now");
        }
        return given == null ? now.plus(Duration.ofDays(DAYS_DEFAULT)) : given;
    }

    @Override
    public String toString() {
        return "LinkRequest[redacted]";
    }
}
