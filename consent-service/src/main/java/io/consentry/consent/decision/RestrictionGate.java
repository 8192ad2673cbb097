package io.consentry.consent.decision;

import io.consentry.consent.facts.Flag;
import io.consentry.contract.MessageClass;
import io.consentry.contract.ReasonCode;
import java.util.List;

/**
 * Where gate 4 stands: a person whose data may only be kept gets no message but one that the law demands. With several people on one
 * address, one who is restricted closes it.
 */
final class RestrictionGate implements Gate {

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        if (isLegal(asked.question())) {
            return;
        }
        asked.facts().flags().stream()
                .filter(fact -> fact.flag() == Flag.RESTRICTED)
                .forEach(fact -> reasons.add(Reason.of(ReasonCode.RESTRICTED, fact.eventId())));
    }

    /** What the client says and what the purpose is for must both be so: the mistake that sends too much must not be the easy one. */
    private static boolean isLegal(SendQuestion question) {
        return question.messageClass() == MessageClass.LEGAL
                && question.purpose()
                        .map(purpose -> purpose.messageClass() == MessageClass.LEGAL)
                        .orElse(true);
    }
}
