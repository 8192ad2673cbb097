package io.consentry.consent.decision;

import io.consentry.consent.facts.Approach;
import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.Term;
import io.consentry.contract.ConsentStatus;
import java.time.Instant;
import java.util.List;

/**
 * All that one decision is made from.
 *
 * @param facts what is known of the recipient
 * @param at the moment for which is decided: when the message is to be sent, or when the question is answered if that is later
 */
record Case(ContactFacts facts, SendQuestion question, Situation situation, Instant at) {

    static Case of(ContactFacts facts, SendQuestion question, Situation situation, Instant asked) {
        return new Case(facts, question, situation, question.at(asked));
    }

    /** What each person behind the address last said about the purpose on the channel; nothing when the purpose is unknown. */
    List<ConsentFact> latest() {
        return question.purpose()
                .map(purpose -> facts.latest(purpose.key(), question.channel()))
                .orElse(List.of());
    }

    /** From its instant of expiry on, a consent is no longer valid, whether or not the ledger has noted it. */
    boolean isValid(ConsentFact consent) {
        return isValid(consent, at);
    }

    /** Whether a consent is valid and no notice needs it anew: only then does anything rest on it, or is anything lifted by it. */
    boolean carries(ConsentFact consent) {
        return isValid(consent) && ReconsentGate.refusal(consent, this, at).isEmpty();
    }

    /** Whether a recorded request for consent has no answer yet, and may still go out. */
    static boolean isOpenRequest(ConsentFact request, Instant at) {
        return request.status() == ConsentStatus.REQUESTED && at.isBefore(Approach.endOf(request));
    }

    boolean isValid(ConsentFact consent, Instant instant) {
        return term().holds(consent, facts, instant);
    }

    /** How long consents to the purpose last. */
    Term term() {
        return Term.of(question.purpose().orElse(null), situation.zone());
    }
}
