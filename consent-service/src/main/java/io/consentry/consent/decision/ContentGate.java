package io.consentry.consent.decision;

import io.consentry.contract.ReasonCode;
import java.util.List;

/** Gate 13: a message whose content was linted passed the lint (rule A-09). */
final class ContentGate implements Gate {

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        if (asked.question().content() == ContentProof.FAILED) {
            reasons.add(Reason.of(ReasonCode.CONTENT_MISSING_OPTOUT));
        }
    }
}
