package io.consentry.consent.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.Topic;
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

    static Consistency parse(@Nullable JsonNode node, Violations violations) {
        if (node == null || node.isNull()) {
            return new WithinLimit();
        }
        if (node.isTextual() && node.textValue().equals("strong")) {
            return new Strong();
        }
        if (node.isObject() && node.size() == 1 && node.path("atLeast").isTextual()) {
            try {
                ConsistencyToken token =
                        ConsistencyToken.parse(node.get("atLeast").textValue());
                if (Topic.isSource(token.source())) {
                    return new AtLeast(token);
                }
                violations.add(
                        "consistency.atLeast", "unknown-source", "is a token of no service that a check depends on");
                return new WithinLimit();
            } catch (IllegalArgumentException e) {
                violations.add("consistency.atLeast", "not-a-token", "must be a consistencyToken of an earlier answer");
                return new WithinLimit();
            }
        }
        violations.add("consistency", "unknown-value", "must be \"strong\" or {\"atLeast\": token}");
        return new WithinLimit();
    }
}
