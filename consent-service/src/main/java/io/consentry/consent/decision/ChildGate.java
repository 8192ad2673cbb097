package io.consentry.consent.decision;

import io.consentry.consent.facts.Flag;
import io.consentry.consent.facts.FlagFact;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.List;

/**
 * Gate 8: no marketing to a child without a competent person's consent that holds when the message is sent (rule A-29). One child among
 * those on an address closes it.
 */
final class ChildGate implements Gate {

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        asked.facts().flags().stream()
                .filter(fact -> fact.flag() == Flag.CHILD && !hasCompetentConsent(fact, asked.at()))
                .forEach(fact -> reasons.add(Reason.of(ReasonCode.CHILD, fact.eventId())));
    }

    private static boolean hasCompetentConsent(FlagFact child, Instant at) {
        return child.competentConsent() != null && child.competentConsent().isValidAt(at);
    }
}
