package io.consentry.consent.decision;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.HoursFact;
import io.consentry.contract.Decision;
import io.consentry.contract.ReasonCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A decision, with all gates that failed in their order.
 *
 * @param consent the consent that a marketing message rests on, or will rest on when time has healed the reasons
 * @param validUntil when that ends to carry the message, as far as is known; empty when it does not
 * @param agreements what people agreed about hours, where the moment for it lies outside those of the law
 */
public record Verdict(
        List<Reason> reasons, Optional<ConsentFact> consent, Optional<Instant> validUntil, List<HoursFact> agreements) {

    public Verdict {
        reasons = List.copyOf(reasons);
        agreements = List.copyOf(agreements);
    }

    /** Deferred is what time alone will heal; what says only how the class was understood stands beside it. */
    public Decision decision() {
        if (reasons.isEmpty()) {
            return Decision.ALLOW;
        }
        return reasons.stream().allMatch(reason -> isHealing(reason) || reason.code() == ReasonCode.CLASS_UNKNOWN)
                ? Decision.DEFER
                : Decision.DENY;
    }

    /** When to ask again; only where the decision is to defer. */
    public Optional<Instant> nextAllowedAt() {
        return decision() == Decision.DEFER
                ? reasons.stream()
                        .map(Reason::nextAllowedAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                : Optional.empty();
    }

    private static boolean isHealing(Reason reason) {
        return reason.nextAllowedAt() != null;
    }
}
