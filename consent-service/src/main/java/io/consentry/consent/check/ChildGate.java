package io.consentry.consent.check;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.Flag;
import io.consentry.consent.facts.FlagFact;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.List;

/** Gate 8: no marketing to a child without a competent person's consent (rule A-29). One child among those on an address closes it. */
final class ChildGate {

    private ChildGate() {}

    /**
     * Why not, one reason for each child.
     *
     * @param now the instant that the decision is for: the competent person's consent must hold then
     */
    static List<Reason> examine(ContactFacts facts, Instant now) {
        return facts.flags().stream()
                .filter(fact -> fact.flag() == Flag.CHILD && !hasCompetentConsent(fact, now))
                .map(fact -> Reason.of(ReasonCode.CHILD, fact.eventId()))
                .toList();
    }

    private static boolean hasCompetentConsent(FlagFact child, Instant now) {
        return child.competentConsent() != null && child.competentConsent().isValidAt(now);
    }
}
