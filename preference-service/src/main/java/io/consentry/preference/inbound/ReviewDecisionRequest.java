package io.consentry.preference.inbound;

import io.consentry.kit.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody who read a message decides. */
@Schema(name = "ReviewDecision", requiredProperties = "decision")
record ReviewDecisionRequest(
        @Schema(enumeration = {OPT_OUT, Reviews.NOT_AN_OPT_OUT}) @Nullable
        String decision) {

    private static final String OPT_OUT = "opt_out";

    String parse() {
        Violations violations = new Violations();
        String parsed = violations.read("decision", decision, ReviewDecisionRequest::known, true);
        violations.throwIfAny();
        return String.valueOf(parsed);
    }

    private static String known(String decision) {
        if (decision.equals(OPT_OUT) || decision.equals(Reviews.NOT_AN_OPT_OUT)) {
            return decision;
        }
        throw new IllegalArgumentException("must be " + OPT_OUT + " or " + Reviews.NOT_AN_OPT_OUT);
    }
}
