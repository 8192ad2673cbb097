package io.consentry.consent.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.contract.ConsistencyToken;
import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/** How fresh an answer must be (capability K3). */
sealed interface Consistency {

    /** Facts within the staleness limit; past it marketing is denied, check by check. */
    record WithinLimit() implements Consistency {}

    /** The ledger as it is now, projections within the limit; else the whole request is refused. */
    record Strong() implements Consistency {}

    /** The write that the token stands for is included; else the whole request is refused. */
    record AtLeast(ConsistencyToken token) implements Consistency {}

    /** As the parameter of a stream: absent, {@code strong}, or the token itself. */
    static Consistency parse(@Nullable String text, Violations violations) {
        if (text == null || text.equals("strong")) {
            return text == null ? new WithinLimit() : new Strong();
        }
        return atLeast(text, violations);
    }

    static Consistency parse(@Nullable JsonNode node, Violations violations) {
        if (node == null || node.isNull()) {
            return new WithinLimit();
        }
        if (node.isTextual() && node.textValue().equals("strong")) {
            return new Strong();
        }
        if (node.isObject() && node.size() == 1 && node.path("atLeast").isTextual()) {
            return atLeast(node.get("atLeast").textValue(), violations);
        }
        violations.add("consistency", "unknown-value", "must be \"strong\" or {\"atLeast\": token}");
        return new WithinLimit();
    }

    private static Consistency atLeast(String text, Violations violations) {
        try {
            ConsistencyToken token = ConsistencyToken.parse(text);
            if (ProjectionState.isPossible(token)) {
                return new AtLeast(token);
            }
            violations.add("consistency.atLeast", "unknown-source", "is a token of nothing that a check depends on");
        } catch (IllegalArgumentException e) {
            violations.add("consistency.atLeast", "not-a-token", "must be a consistencyToken of an earlier answer");
        }
        return new WithinLimit();
    }
}
