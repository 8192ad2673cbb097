package io.consentry.consent.decision;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.SuppressionFact;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentBasis;
import io.consentry.contract.ReasonCode;
import java.util.List;
import java.util.Optional;

/** The part of gate 9 that is about the customer exception (rule A-08). */
final class SoftOptInGate {

    private SoftOptInGate() {}

    /**
     * Whether a grant may be the ground as far as it is a soft opt-in: complete, for a purpose that takes one, and on an electronic channel.
     * It gives nothing back after a refusal, whenever that was, and though all but its mark is forgotten.
     */
    static boolean mayRestOn(ConsentFact grant, ContactFacts facts, Purpose purpose, Channel channel) {
        if (!grant.restsOnSoftOptIn()) {
            return true;
        }
        return grant.basis() == ConsentBasis.SOFT_OPT_IN
                && purpose.allowsSoftOptIn()
                && channel.isElectronic()
                && facts.suppressions().stream()
                        .filter(SuppressionFact::minimised)
                        .noneMatch(entry -> entry.covers(purpose.key(), channel));
    }

    /** Why not, where one is claimed whose evidence is incomplete. */
    static Optional<Reason> incomplete(List<ConsentFact> latest, Purpose purpose) {
        return latest.stream()
                .filter(grant -> grant.status().isValid() && purpose.allowsSoftOptIn())
                .filter(grant -> grant.basis() == ConsentBasis.SOFT_OPT_IN_INCOMPLETE)
                .findFirst()
                .map(grant -> Reason.of(ReasonCode.SOFT_OPTIN_INCOMPLETE, grant.eventId()));
    }
}
