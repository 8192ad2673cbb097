package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.Decision;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.Topic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What checks answered (capability K1). A log, not a fact to rely on: it may be a sample, and it may have gaps. */
public sealed interface DecisionEvent extends DomainEvent {

    @Override
    default Topic topic() {
        return Topic.DECISIONS;
    }

    @Override
    default String orderingKey() {
        return "decisions";
    }

    /**
     * A check was answered.
     *
     * @param decisionId as in the answer; explains the decision later (capability K7), to the tenant alone
     * @param decidedAt when the question was answered
     * @param purpose null when the question named none that is in the catalogue
     * @param reasons the codes of the answer in their order; there will be more than a reader knows
     */
    @WireName("io.consentry.decision.made.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DecisionMade(
            String decisionId,
            Instant decidedAt,
            Channel channel,
            @Nullable PurposeKey purpose,
            Decision decision,
            List<String> reasons)
            implements DecisionEvent {

        public DecisionMade {
            requireNonNull(decisionId, "decisionId");
            requireNonNull(decidedAt, "decidedAt");
            requireNonNull(channel, "channel");
            requireNonNull(decision, "decision");
            reasons = List.copyOf(reasons);
        }
    }
}
