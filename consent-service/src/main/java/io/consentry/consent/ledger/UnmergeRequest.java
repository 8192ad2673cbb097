package io.consentry.consent.ledger;

import io.consentry.kit.problem.Violations;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/subjects/unmerge}.
 *
 * @param mergeEventId the merge that was a mistake, by the id that merging answered
 * @param reference the tenant's own reference; at most {@value MergeRequest#REFERENCE_LENGTH_MAX} characters
 */
record UnmergeRequest(@Nullable UUID mergeEventId, @Nullable String reference) {

    /** What has passed the edge. */
    record Command(UUID mergeEventId, Evidence evidence) {}

    Command toCommand(Instant now) {
        Violations violations = new Violations();
        violations.require("mergeEventId", mergeEventId);
        violations.requireAtMost("reference", reference, MergeRequest.REFERENCE_LENGTH_MAX);
        violations.throwIfAny();
        return new Command(Objects.requireNonNull(mergeEventId), Evidence.ofTenant(now, reference, null));
    }
}
