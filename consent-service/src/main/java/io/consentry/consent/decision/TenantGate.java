package io.consentry.consent.decision;

import io.consentry.contract.ReasonCode;
import java.util.List;

/** Gate 1: the recipient must be able to learn who sends, and to reach them; marketers in South Africa are registered (rule A-15). */
final class TenantGate implements Gate {

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        if (!asked.situation().isTenantIdentified()) {
            reasons.add(Reason.of(ReasonCode.TENANT_NOT_REGISTERED));
        } else if (asked.question().isMarketing()) {
            RegistrationGate.refusal(asked.situation().settings(), asked.at()).ifPresent(reasons::add);
        }
    }
}
