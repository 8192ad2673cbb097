package io.consentry.suppression.entry;

import io.consentry.contract.SuppressionReason;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Puts an address on the list. Never printed. */
record AddSuppressionRequest(
        @Nullable @Schema(required = true) IdentifierRequest identifier,
        @Nullable ScopeRequest scope,

        @Nullable
        @Schema(
                required = true,
                enumeration = {"manual", "legal", "complaint", "hard_bounce", "wrong_person", "erased"})
        String reason,

        @Nullable @Schema(maxLength = NOTE_LENGTH_MAX) String note) {

    static final int NOTE_LENGTH_MAX = 2_000;

    /** What is asked for; refuses with everything that is wrong. */
    AddSuppression toCommand(String defaultRegion) {
        Violations violations = new Violations();
        Address address = parseAddress(defaultRegion, violations);
        Scope parsedScope = scope == null ? new Scope(null, null) : scope.parse(address, violations);
        SuppressionReason parsedReason = parseReason(violations);
        checkNote(parsedReason, violations);
        violations.throwIfAny();
        if (address == null || parsedReason == null) {
            throw new IllegalStateException("a missing part was not noted as a violation");
        }
        return new AddSuppression(address, parsedScope, parsedReason, note);
    }

    private @Nullable Address parseAddress(String defaultRegion, Violations violations) {
        return violations.require("identifier", identifier) && identifier != null
                ? identifier.one("identifier", defaultRegion, violations).orElse(null)
                : null;
    }

    private @Nullable SuppressionReason parseReason(Violations violations) {
        SuppressionReason parsed = violations.read("reason", reason, SuppressionReason::of, true);
        if (parsed != null) {
            Reasons.requireAddable(parsed, violations);
        }
        return parsed;
    }

    private void checkNote(@Nullable SuppressionReason parsedReason, Violations violations) {
        violations.requireAtMost("note", note, NOTE_LENGTH_MAX);
        if (note != null && parsedReason == SuppressionReason.ERASED) {
            violations.add("note", "not-kept", "of an erased person nothing is kept but the keyed hash");
        }
    }

    @Override
    public String toString() {
        return "AddSuppressionRequest[redacted]";
    }
}
