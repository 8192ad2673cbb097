package io.consentry.consent.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.consent.decision.Reason;
import io.consentry.consent.decision.Verdict;
import io.consentry.consent.explain.MadeDecision.Answer;
import io.consentry.consent.explain.MadeDecision.Why;
import io.consentry.consent.explain.Replay.Replayed;
import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a decision's explanation.
 *
 * @param recipients masked; none when the address was not usable or is not on record
 * @param evidence what the answer rests on, as it was known then
 * @param agrees whether deciding again from what was known then gives the same answer; anything but true is a defect of ours
 */
record DecisionView(
        Instant evaluatedAt,
        Question asked,
        List<String> recipients,
        Outcome decided,
        List<Evidence> evidence,
        Outcome replayed,
        boolean agrees) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Question(
            Channel channel,
            @Nullable PurposeKey purpose,
            MessageClass messageClass,
            @Nullable Instant sendAt,
            @Nullable Instant lastSentAt,
            @Nullable UUID consentRequest) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(
            Decision decision,
            List<ReasonView> reasons,
            @Nullable UUID consentEventId) {

        static Outcome of(Answer answer) {
            return new Outcome(
                    answer.decision(),
                    answer.reasons().stream().map(ReasonView::of).toList(),
                    answer.consent());
        }

        /** What was decided anew still knows the details. */
        static Outcome of(Verdict verdict) {
            return new Outcome(
                    verdict.decision(),
                    verdict.reasons().stream().map(ReasonView::of).toList(),
                    Answer.of(verdict).consent());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReasonView(
            ReasonCode code,
            String detail,
            @Nullable UUID evidence,
            @Nullable Instant nextAllowedAt) {

        static ReasonView of(Why reason) {
            return new ReasonView(reason.code(), reason.code().detail(), reason.evidence(), reason.nextAllowedAt());
        }

        static ReasonView of(Reason reason) {
            return new ReasonView(reason.code(), reason.detail(), reason.evidence(), reason.nextAllowedAt());
        }
    }

    /**
     * A ledger event or suppression entry.
     *
     * @param kind {@code consent}, {@code flag}, {@code preference}, {@code agreement} or {@code suppression}
     * @param what the status of the consent, the flag, what was agreed about, or the reason of the entry
     * @param since when the act happened
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Evidence(
            UUID id,
            String kind,
            String what,
            @Nullable PurposeKey purpose,
            @Nullable Channel channel,
            Instant since) {}

    static DecisionView of(MadeDecision made, Replayed replayed, List<String> recipients) {
        Answer again = Answer.of(replayed.verdict());
        return new DecisionView(
                made.inputs().at(),
                new Question(
                        made.asked().channel(),
                        made.asked().purpose(),
                        made.asked().messageClass(),
                        made.asked().sendAt(),
                        made.asked().lastSentAt(),
                        made.asked().consentRequest()),
                recipients,
                Outcome.of(made.answer()),
                EvidenceFinder.find(made.answer(), replayed.verdict().agreements(), replayed.facts()),
                Outcome.of(replayed.verdict()),
                again.equals(made.answer()));
    }
}
