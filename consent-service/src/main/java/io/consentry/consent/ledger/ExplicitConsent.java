package io.consentry.consent.ledger;

import io.consentry.consent.purpose.Purpose;
import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/** Consent to what is about special categories is an express statement of the person's own (POPIA s27(1)(a), GDPR Art. 9(2)(a), 003-04). Pure. */
final class ExplicitConsent {

    private ExplicitConsent() {}

    /** Notes that a grant's evidence does not show it, where the purpose needs it. */
    static void require(
            String path,
            RequestedDecision decision,
            @Nullable Purpose purpose,
            Evidence evidence,
            Violations violations) {
        if (purpose == null || !decision.action().gives() || !purpose.needsExplicitConsent()) {
            return;
        }
        if (!evidence.isOwnAct() || !isStated(evidence.wording())) {
            violations.add(
                    path,
                    "not-explicit",
                    "special categories need the person's own act, by no list or bare call, and evidence.wording, the statement agreed to (003-04)");
        }
    }

    /** Whether it is on record what the person agreed to, word by word. */
    static boolean isStated(@Nullable String wording) {
        return wording != null && !wording.isBlank();
    }
}
