package io.consentry.consent.decision;

import io.consentry.consent.facts.Approach;
import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.SuppressionFact;
import io.consentry.consent.notice.NoticeVersion;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Gates 9 and 10: on what a marketing message would rest.
 *
 * @param consent the valid consent, or soft opt-in where there is none, or the open request that the message carries out; empty where there
 *     is none, and where none is needed
 * @param lack why there is no ground; empty when there is
 */
record Ground(Optional<ConsentFact> consent, Optional<Reason> lack) {

    private static final String NOT_REQUESTED =
            "No request for this purpose on this channel, at most 7 days old and unanswered, is on record under this id."
                    + " POST /v1/consents records it, once for each person.";
    private static final String NOT_TO_BE_ASKED =
            "The person said no before, or is on the suppression list, and may not be asked for consent (A-06, B-11).";

    /** Where the purpose is unknown, gate 2 has said so, and there is nothing to look for. */
    private static final Ground NONE_NEEDED = new Ground(Optional.empty(), Optional.empty());

    static Ground of(Case asked) {
        return asked.question()
                .purpose()
                .map(purpose -> find(asked, purpose, asked.question().channel()))
                .map(found -> asked.question()
                        .consentRequest()
                        .filter(request -> found.lack().isPresent())
                        .map(request -> ofRequest(asked, request))
                        .orElse(found))
                .orElse(NONE_NEEDED);
    }

    /** A message that asks for consent rests on the one recorded request, while nobody behind the address has said no to anything. */
    private static Ground ofRequest(Case asked, UUID request) {
        Optional<UUID> no = Approach.refusal(asked.facts()).or(() -> Approach.suppression(asked.facts()));
        if (no.isPresent()) {
            return lacking(new Reason(ReasonCode.NO_CONSENT, NOT_TO_BE_ASKED, no.get(), null));
        }
        return asked.latest().stream()
                .filter(fact -> fact.eventId().equals(request))
                .filter(fact -> Case.isOpenRequest(fact, asked.at()))
                .findFirst()
                .map(fact -> new Ground(Optional.of(fact), Optional.empty()))
                .orElseGet(() -> lacking(new Reason(ReasonCode.NO_CONSENT, NOT_REQUESTED, null, null)));
    }

    /** One no among the people who share the address outweighs every yes. */
    private static Ground find(Case asked, Purpose purpose, Channel channel) {
        List<ConsentFact> latest = asked.latest();
        Optional<ConsentFact> refusal =
                latest.stream().filter(consent -> consent.status().isOptOut()).findFirst();
        if (refusal.isPresent()) {
            return lacking(Reason.of(ReasonCode.NO_CONSENT, refusal.get().eventId()));
        }
        if (!purpose.needsConsent() && !channel.isElectronic()) {
            return asked.facts().suppressions().stream()
                    .filter(entry -> MarketingSuppressionGate.isEndedOptOut(entry))
                    .filter(entry -> entry.covers(purpose.key(), channel))
                    .findFirst()
                    .map(entry -> lacking(Reason.of(ReasonCode.NO_CONSENT, entry.id())))
                    .orElse(NONE_NEEDED);
        }
        return latest.stream()
                .filter(asked::isValid)
                .filter(consent -> outlivesMinimised(consent, asked, purpose, channel))
                .filter(consent -> SoftOptInGate.mayRestOn(consent, asked.facts(), purpose, channel))
                .min(Comparator.comparing((ConsentFact consent) -> ReconsentGate.refusal(consent, asked, asked.at())
                                .isPresent())
                        .thenComparing(ConsentFact::restsOnSoftOptIn))
                .map(consent -> new Ground(Optional.of(consent), Optional.empty()))
                .orElseGet(() ->
                        lacking(SoftOptInGate.incomplete(latest, purpose).orElseGet(() -> missing(latest, asked))));
    }

    /** When the consent ends to carry the message: by itself, with its push token, or because a notice needs it anew. */
    Optional<Instant> end(Case asked) {
        return consent.flatMap(given -> Stream.of(
                        given.status() == ConsentStatus.REQUESTED
                                ? Optional.of(Approach.endOf(given))
                                : asked.term().endOf(given, asked.facts()),
                        asked.facts().usableUntil(),
                        ReconsentGate.ending(given, asked).map(NoticeVersion::effectiveFrom))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder()));
    }

    private static Ground lacking(Reason reason) {
        return new Ground(Optional.empty(), Optional.of(reason));
    }

    private static Reason missing(List<ConsentFact> latest, Case asked) {
        return latest.stream()
                .filter(consent -> consent.status() == ConsentStatus.EXPIRED
                        || consent.status().isValid() && !asked.isValid(consent))
                .findFirst()
                .map(expired -> Reason.of(ReasonCode.CONSENT_EXPIRED, expired.eventId()))
                .orElseGet(() -> Reason.of(ReasonCode.NO_CONSENT));
    }

    /** A hold that has ended gives no permission: consent from before the refusal stays void (requirement 000-29). */
    private static boolean outlivesMinimised(ConsentFact consent, Case asked, Purpose purpose, Channel channel) {
        return asked.facts().suppressions().stream()
                .filter(SuppressionFact::minimised)
                .filter(entry -> entry.covers(purpose.key(), channel))
                .allMatch(entry -> consent.occurredAt().isAfter(entry.since()));
    }
}
