package io.consentry.consent.explain;

import io.consentry.consent.decision.ContentProof;
import io.consentry.consent.decision.Recipient;
import io.consentry.consent.decision.SendQuestion;
import io.consentry.consent.decision.Verdict;
import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision with everything that it was made from, by reference: versions of the settings, the purpose, the calendar and the notices, and the snapshot
 * at which the facts were read.
 */
record MadeDecision(Inputs inputs, Recipient recipient, Asked asked, Answer answer) {

    /**
     * What was known.
     *
     * @param at when the question was answered
     * @param fresh whether the projections were within the staleness limit
     * @param snapshot PostgreSQL's {@code pg_snapshot} of the reading
     * @param tenantVersion of the settings
     * @param calendarRevision of the region's proclaimed days
     * @param noticeRevision of the tenant's notices; 0 when none were published
     * @param policyVersion of the policy that decided
     */
    record Inputs(
            Instant at,
            boolean fresh,
            String snapshot,
            long tenantVersion,
            long calendarRevision,
            long noticeRevision,
            int policyVersion) {}

    /**
     * What was asked.
     *
     * @param purposeVersion 0 when the purpose was not in the catalogue
     */
    record Asked(
            boolean addressable,
            Channel channel,
            @Nullable PurposeKey purpose,
            long purposeVersion,
            boolean purposeNamed,
            MessageClass messageClass,
            boolean classKnown,
            @Nullable Instant sendAt,
            ContentProof content,
            @Nullable Instant lastSentAt,
            @Nullable UUID consentRequest) {

        static Asked of(SendQuestion question) {
            return new Asked(
                    question.addressable(),
                    question.channel(),
                    question.purpose().map(Purpose::key).orElse(null),
                    question.purpose().map(Purpose::version).orElse(0L),
                    question.purposeNamed(),
                    question.messageClass(),
                    question.classKnown(),
                    question.sendAt().orElse(null),
                    question.content(),
                    question.lastSentAt().orElse(null),
                    question.consentRequest().orElse(null));
        }

        /** @param known the purpose as it was; empty when there was none */
        SendQuestion question(Optional<Purpose> known) {
            return new SendQuestion(
                    addressable,
                    channel,
                    known,
                    purposeNamed,
                    messageClass,
                    classKnown,
                    Optional.ofNullable(sendAt),
                    content,
                    Optional.ofNullable(lastSentAt),
                    Optional.ofNullable(consentRequest));
        }
    }

    /**
     * What was answered.
     *
     * @param consent the consent that an allowed or deferred message rests on
     */
    record Answer(
            Decision decision, List<Why> reasons, @Nullable UUID consent) {

        Answer {
            reasons = List.copyOf(reasons);
        }

        static Answer of(Verdict verdict) {
            return new Answer(
                    verdict.decision(),
                    verdict.reasons().stream()
                            .map(reason -> new Why(reason.code(), reason.evidence(), reason.nextAllowedAt()))
                            .toList(),
                    verdict.decision() == Decision.DENY
                            ? null
                            : verdict.consent().map(ConsentFact::eventId).orElse(null));
        }
    }

    /** One reason. */
    record Why(
            ReasonCode code,
            @Nullable UUID evidence,
            @Nullable Instant nextAllowedAt) {}
}
