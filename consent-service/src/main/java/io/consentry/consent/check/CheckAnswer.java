package io.consentry.consent.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.consent.decision.Reason;
import io.consentry.consent.decision.Verdict;
import io.consentry.consent.facts.ConsentFact;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.Decision;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a check's answer.
 *
 * @param position the token of what was read
 * @param ageMs age of the oldest projection in milliseconds; null while one has never been complete
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CheckAnswer(
        List<Result> results,
        Instant evaluatedAt,
        String position,
        @Nullable Long ageMs) {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Result(
            Decision decision,
            List<Reason> reasons,
            @Nullable String basis,
            @Nullable UUID consentEventId,
            @Nullable Instant nextAllowedAt,
            @Nullable Instant validUntil,
            String decisionId) {

        static Result of(Verdict verdict, String decisionId) {
            ConsentFact consent =
                    verdict.decision() == Decision.ALLOW ? verdict.consent().orElse(null) : null;
            return new Result(
                    verdict.decision(),
                    verdict.reasons(),
                    consent == null ? null : basis(consent),
                    consent == null ? null : consent.eventId(),
                    verdict.nextAllowedAt().orElse(null),
                    consent == null ? null : verdict.validUntil().orElse(null),
                    decisionId);
        }

        private static String basis(ConsentFact ground) {
            if (ground.status() == ConsentStatus.REQUESTED) {
                return "consent_request";
            }
            return ground.basis() == null ? "consent" : ground.basis().wireName();
        }
    }
}
