package io.consentry.consent.ledger;

import io.consentry.contract.ActivityKind;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/activities}.
 *
 * @param subject who did it; several identifiers name one person
 * @param kind {@code click}, {@code purchase}, {@code reply} or {@code sign_in}
 * @param occurredAt when; null for now
 * @param reference the tenant's own, such as an order number; at most {@value #REFERENCE_LENGTH_MAX} characters, kept encrypted
 */
record ActivityRequest(
        @Nullable IdentifierRequest subject,
        @Nullable String kind,
        @Nullable String occurredAt,
        @Nullable String reference) {

    static final int REFERENCE_LENGTH_MAX = 200;

    /** What shows that something was sent or shown, and not that the person did something. */
    private static final Set<String> NO_ACTIVITY = Set.of("open", "view", "delivery", "send");

    ActivityCommand toCommand(Tenant tenant, Clock clock) {
        Violations violations = new Violations();
        List<Address> addresses = List.of();
        if (violations.require("subject", subject) && subject != null) {
            addresses = subject.all("subject", tenant.settings().defaultPhoneRegion(), violations);
        }
        ActivityKind parsed = null;
        if (kind != null && NO_ACTIVITY.contains(kind)) {
            violations.add(
                    "kind",
                    "not-activity",
                    "is nothing that the person did: programs open mails by themselves (B-12); it is not recorded");
        } else {
            parsed = violations.read("kind", kind, ActivityKind::of, true);
        }
        violations.requireAtMost("reference", reference, REFERENCE_LENGTH_MAX);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant happened = EvidenceParser.past("occurredAt", occurredAt, now, violations);
        violations.throwIfAny();
        if (parsed == null) {
            throw new IllegalStateException("a kind is there when nothing is wrong");
        }
        return new ActivityCommand(
                addresses, parsed, happened == null ? now : happened.truncatedTo(ChronoUnit.MICROS), reference);
    }

    @Override
    public String toString() {
        return "ActivityRequest[redacted]";
    }
}
