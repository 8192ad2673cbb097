package io.consentry.consent.ledger;

import io.consentry.contract.AddressKind;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/subjects/reassigned-numbers}.
 *
 * @param identifier a phone
 * @param occurredAt when the number changed hands; null for now
 * @param reference the tenant's own reference of how it is known; at most {@value MergeRequest#REFERENCE_LENGTH_MAX} characters
 */
record ReassignmentRequest(
        @Nullable IdentifierRequest identifier,
        @Nullable String occurredAt,
        @Nullable String reference) {

    /** What has passed the edge. */
    record Command(Address number, Evidence evidence) {}

    Command toCommand(Tenant tenant, Instant now) {
        Violations violations = new Violations();
        violations.require("identifier", identifier);
        Address number = identifier == null
                ? null
                : identifier
                        .one("identifier", tenant.settings().defaultPhoneRegion(), violations)
                        .orElse(null);
        if (number != null && number.kind() != AddressKind.PHONE) {
            violations.add("identifier", "not-a-phone", "only telephone numbers are given to somebody else");
        }
        Instant happened = EvidenceParser.past("occurredAt", occurredAt, now, violations);
        violations.requireAtMost("reference", reference, MergeRequest.REFERENCE_LENGTH_MAX);
        violations.throwIfAny();
        if (number == null) {
            throw new IllegalStateException("an identifier that is missing or unusable is a violation");
        }
        return new Command(number, Evidence.ofTenant(happened == null ? now : happened, reference, null));
    }

    @Override
    public String toString() {
        return "ReassignmentRequest[redacted]";
    }
}
