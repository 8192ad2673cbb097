package io.consentry.consent.check;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.Flag;
import io.consentry.contract.MessageClass;
import io.consentry.contract.ReasonCode;
import java.util.List;

/**
 * Where gate 4 stands: a person whose data may only be kept gets no message but one that the law demands. With several people on one
 * address, one who is restricted closes it.
 */
final class RestrictionGate {

    private RestrictionGate() {}

    /** Why not, one reason for each restricted person. */
    static List<Reason> examine(ContactFacts facts, SendQuestion question) {
        if (isLegal(question)) {
            return List.of();
        }
        return facts.flags().stream()
                .filter(fact -> fact.flag() == Flag.RESTRICTED)
                .map(fact -> Reason.of(ReasonCode.RESTRICTED, fact.eventId()))
                .toList();
    }

    /** What the client says and what the purpose is for must both be so: the mistake that sends too much must not be the easy one. */
    private static boolean isLegal(SendQuestion question) {
        return question.messageClass() == MessageClass.LEGAL
                && question.purpose()
                        .map(purpose -> purpose.messageClass() == MessageClass.LEGAL)
                        .orElse(true);
    }
}
