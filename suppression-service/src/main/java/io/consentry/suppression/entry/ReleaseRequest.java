package io.consentry.suppression.entry;

import io.consentry.kit.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Lifts an entry: why, and what shows that it may be. Never printed. */
record ReleaseRequest(
        @Nullable @Schema(required = true, maxLength = REASON_LENGTH_MAX)
        String reason,

        @Nullable @Schema(required = true, maxLength = EVIDENCE_LENGTH_MAX)
        String evidence) {

    static final int REASON_LENGTH_MAX = 500;
    static final int EVIDENCE_LENGTH_MAX = 4_000;

    /** What is asked for; refuses with everything that is wrong. */
    ReleaseGrounds toGrounds() {
        Violations violations = new Violations();
        violations.require("reason", reason);
        violations.requireAtMost("reason", reason, REASON_LENGTH_MAX);
        violations.require("evidence", evidence);
        violations.requireAtMost("evidence", evidence, EVIDENCE_LENGTH_MAX);
        violations.throwIfAny();
        return new ReleaseGrounds(String.valueOf(reason), String.valueOf(evidence));
    }

    @Override
    public String toString() {
        return "ReleaseRequest[redacted]";
    }
}
