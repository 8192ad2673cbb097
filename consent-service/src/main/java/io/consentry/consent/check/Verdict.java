package io.consentry.consent.check;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.contract.Decision;
import java.util.List;
import java.util.Optional;

/**
 * A decision, with all gates that failed in their order.
 *
 * @param consent the consent that an allowed marketing message rests on
 */
record Verdict(List<Reason> reasons, Optional<ConsentFact> consent) {

    Verdict {
        reasons = List.copyOf(reasons);
    }

    Decision decision() {
        return reasons.isEmpty() ? Decision.ALLOW : Decision.DENY;
    }
}
