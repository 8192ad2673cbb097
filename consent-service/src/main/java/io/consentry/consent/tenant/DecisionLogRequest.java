package io.consentry.consent.tenant;

import io.consentry.contract.DecisionLogMode;
import io.consentry.contract.event.TenantEvent.DecisionLog;
import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/** Which decisions a tenant wants logged: none, all, or how many of a thousand. */
record DecisionLogRequest(@Nullable String mode, @Nullable Integer perMille) {

    /** Null when something is wrong, and then the violations say what. */
    @Nullable
    DecisionLog parse(Violations violations) {
        DecisionLogMode read = violations.read("decisionLog.mode", mode, DecisionLogMode::of, true);
        if (read == null) {
            return null;
        }
        if (read != DecisionLogMode.SAMPLED && perMille != null) {
            violations.add("decisionLog.perMille", "not-sampled", "belongs to the mode sampled only");
            return null;
        }
        if (read == DecisionLogMode.SAMPLED && (perMille == null || perMille < 1 || perMille > 999)) {
            violations.add("decisionLog.perMille", "range", "must be 1 to 999 of a thousand");
            return null;
        }
        return new DecisionLog(read, perMille);
    }
}
