package io.consentry.consent.ledger;

import io.consentry.contract.SubjectId;
import io.consentry.kit.problem.Violations;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/subjects/merge}.
 *
 * @param survivorId under whose id the person is known from then on
 * @param mergedId whose id is to mean the same person
 * @param reference the tenant's own reference of how it is known, such as a case; at most {@value #REFERENCE_LENGTH_MAX} characters
 */
record MergeRequest(
        @Nullable UUID survivorId,
        @Nullable UUID mergedId,
        @Nullable String reference) {

    static final int REFERENCE_LENGTH_MAX = 200;

    /** What has passed the edge. */
    record Command(SubjectId survivor, SubjectId merged, Evidence evidence) {}

    Command toCommand(Instant now) {
        Violations violations = new Violations();
        violations.require("survivorId", survivorId);
        violations.require("mergedId", mergedId);
        if (survivorId != null && survivorId.equals(mergedId)) {
            violations.add("mergedId", "same-subject", "a person cannot be merged with itself");
        }
        violations.requireAtMost("reference", reference, REFERENCE_LENGTH_MAX);
        violations.throwIfAny();
        return new Command(
                new SubjectId(Objects.requireNonNull(survivorId)),
                new SubjectId(Objects.requireNonNull(mergedId)),
                Evidence.ofTenant(now, reference, null));
    }
}
