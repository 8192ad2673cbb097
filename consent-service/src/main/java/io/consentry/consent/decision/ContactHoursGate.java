package io.consentry.consent.decision;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.contract.ReasonCode;
import java.util.List;
import java.util.Optional;

/** Gate 12: marketing waits for contact hours, or for those that the recipient agreed to (rules ). */
final class ContactHoursGate {

    private ContactHoursGate() {}

    /** A consent that will have ended when the hours begin is no ground for waiting: then the answer is no, not later. */
    static void examine(Case asked, Opening opening, Optional<ConsentFact> ground, List<Reason> reasons) {
        if (opening.at().equals(asked.at())) {
            return;
        }
        ground.filter(consent -> !asked.isValid(consent, opening.at()) && !Case.isOpenRequest(consent, opening.at()))
                .ifPresent(consent -> reasons.add(Reason.of(ReasonCode.CONSENT_EXPIRED, consent.eventId())));
        ground.filter(consent ->
                        ReconsentGate.refusal(consent, asked, asked.at()).isEmpty())
                .flatMap(consent -> ReconsentGate.refusal(consent, asked, opening.at()))
                .ifPresent(reasons::add);
        reasons.add(Reason.healing(ReasonCode.QUIET_HOURS, opening.at()));
    }
}
