package io.consentry.consent.decision;

import io.consentry.contract.ReasonCode;
import java.util.List;

/** Gate 4: nothing of any class goes to an address that bounces, was erased or belongs to somebody else. */
final class HardSuppressionGate implements Gate {

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        asked.facts().suppressions().stream()
                .filter(entry -> entry.reason().isHard())
                .forEach(entry -> reasons.add(Reason.of(ReasonCode.SUPPRESSED_HARD, entry.id())));
    }
}
