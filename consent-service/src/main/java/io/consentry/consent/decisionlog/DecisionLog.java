package io.consentry.consent.decisionlog;

import io.consentry.consent.decision.Reason;
import io.consentry.consent.decision.SendQuestion;
import io.consentry.consent.decision.Verdict;
import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.event.DecisionEvent.DecisionMade;
import io.consentry.contract.event.TenantEvent;
import io.consentry.kit.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Notes the decisions that their tenants want to have on the topic. */
@ApplicationScoped
public class DecisionLog {

    private static final int MILLE = 1_000;

    private final DecisionQueue queue;

    DecisionLog(DecisionQueue queue) {
        this.queue = queue;
    }

    /** Notes a decision if its tenant wants it. Waits for nothing, and never fails: what cannot be kept is dropped and counted. */
    public void note(Tenant tenant, Instant decidedAt, SendQuestion question, Verdict verdict, String decisionId) {
        if (wants(tenant.settings().decisionLog(), ThreadLocalRandom.current().nextInt(MILLE))) {
            queue.offer(
                    tenant.id(),
                    new DecisionMade(
                            decisionId,
                            decidedAt,
                            question.channel(),
                            question.purpose().map(Purpose::key).orElse(null),
                            verdict.decision(),
                            verdict.reasons().stream()
                                    .map(Reason::code)
                                    .map(Enum::name)
                                    .toList()));
        }
    }

    /** @param drawn at random, 0 to 999 */
    static boolean wants(TenantEvent.@Nullable DecisionLog setting, int drawn) {
        if (setting == null) {
            return false;
        }
        return switch (setting.mode()) {
            case OFF -> false;
            case ALL -> true;
            case SAMPLED -> setting.perMille() != null && drawn < setting.perMille();
        };
    }
}
