package io.consentry.consent.decision;

import io.consentry.contract.ReasonCode;
import java.util.List;

/** Gate 3: there is a usable address, which an expired push token is not, and what is known of it is whole and fresh. One-time passwords flow on old facts, marketing does not. */
final class RecipientGate implements Gate {

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        if (!asked.question().addressable() || !asked.facts().isUsableAt(asked.at())) {
            reasons.add(Reason.of(ReasonCode.ADDRESS_INVALID));
        }
        boolean unsure = asked.facts().incomplete() || !asked.situation().fresh();
        if (unsure && asked.question().isMarketing()) {
            reasons.add(Reason.of(ReasonCode.DEPENDENCY_UNAVAILABLE));
        }
    }
}
