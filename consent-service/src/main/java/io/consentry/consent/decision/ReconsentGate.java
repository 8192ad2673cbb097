package io.consentry.consent.decision;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.notice.NoticeVersion;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of gate 10 that is about notices: a consent given under an earlier text no longer carries a purpose from the instant on at which a
 * version that names the purpose takes effect (requirement 001-72). Only a consent given under that version, or a later one, does. Time
 * and use change nothing (001-74). A soft opt-in is no consent, and no notice asks for it anew; a request is none yet.
 */
final class ReconsentGate implements Gate {

    private final Optional<ConsentFact> ground;

    /** @param ground the consent that the message would rest on */
    ReconsentGate(Optional<ConsentFact> ground) {
        this.ground = ground;
    }

    @Override
    public void examine(Case asked, List<Reason> reasons) {
        ground.flatMap(consent -> refusal(consent, asked, asked.at())).ifPresent(reasons::add);
    }

    /** Why a consent does not carry the message at an instant, if it is for want of consent anew. */
    static Optional<Reason> refusal(ConsentFact consent, Case asked, Instant at) {
        return ending(consent, asked)
                .filter(version -> !at.isBefore(version.effectiveFrom()))
                .map(version -> reason(consent, version));
    }

    /** The first version to take effect that needs the consent to be given anew; empty when none is published. */
    static Optional<NoticeVersion> ending(ConsentFact consent, Case asked) {
        if (consent.restsOnSoftOptIn() || !consent.status().isValid()) {
            return Optional.empty();
        }
        PublishedNotices notices = asked.situation().notices();
        return notices.requiringReconsent(asked.question().purposeKey()).stream()
                .filter(version -> !isGivenUnder(version, consent, notices))
                .findFirst();
    }

    /**
     * A consent that cites the notice was given under what it cites, if that was in force when the person acted. Any other was given under
     * the version only if the person acted when that was in force and known; a consent that came back with the undoing of an opt-out was
     * given before, nobody knows under what.
     */
    private static boolean isGivenUnder(NoticeVersion version, ConsentFact consent, PublishedNotices notices) {
        NoticeRef cited = consent.notice();
        if (cited != null && cited.key().equals(version.ref().key())) {
            return notices.find(cited)
                    .filter(shown -> !consent.occurredAt().isBefore(shown.effectiveFrom()))
                    .filter(shown -> shown.equals(version) || hasTextOf(version, shown, consent))
                    .isPresent();
        }
        return !consent.wasRestored() && isActedUnder(version, consent);
    }

    /** A later version tells what the version told, unless it was written before: the version may be dated back. */
    private static boolean hasTextOf(NoticeVersion version, NoticeVersion shown, ConsentFact consent) {
        return version.precedes(shown) && (shown.revision() > version.revision() || isActedUnder(version, consent));
    }

    private static boolean isActedUnder(NoticeVersion version, ConsentFact consent) {
        return !consent.occurredAt().isBefore(version.shownFrom());
    }

    private static Reason reason(ConsentFact consent, NoticeVersion version) {
        String detail = "Version " + version.ref().version() + " of the notice "
                + version.ref().key() + ", in force since "
                + version.effectiveFrom()
                + ", needs consent to this purpose anew. Show it, ask, and record the answer with POST /v1/consents.";
        return new Reason(ReasonCode.RECONSENT_REQUIRED, detail, consent.eventId(), null);
    }
}
