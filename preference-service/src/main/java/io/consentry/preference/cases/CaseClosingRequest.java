package io.consentry.preference.cases;

import io.consentry.kit.problem.Violations;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a case ended, and what the person was told. Never printed. */
@Schema(name = "CaseClosing", requiredProperties = "outcome")
record CaseClosingRequest(
        @Nullable @Schema(enumeration = {"fulfilled", "partly_fulfilled", "refused", "withdrawn"})
        String outcome,

        @Nullable
        @Schema(
                maxLength = NOTE_LENGTH_MAX,
                description = "What the person was told, when and how; needed when something was refused")
        String note) {

    static final int NOTE_LENGTH_MAX = 2_000;

    /** The outcome; refuses with everything that is wrong. */
    CaseOutcome parse() {
        Violations violations = new Violations();
        CaseOutcome parsed = violations.read("outcome", outcome, CaseOutcome::of, true);
        violations.requireAtMost("note", note, NOTE_LENGTH_MAX);
        if (parsed != null && parsed.needsNote()) {
            violations.require("note", note);
        }
        violations.throwIfAny();
        return Objects.requireNonNull(parsed);
    }

    @Override
    public String toString() {
        return "CaseClosingRequest[" + outcome + "]";
    }
}
