package io.consentry.suppression.entry;

import io.consentry.contract.SuppressionReason;
import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/** Reads the reason that a client writes. */
final class Reasons {

    private static final String PATH = "reason";

    private Reasons() {}

    /** The reason; notes a violation, and answers null, when there is no such reason. */
    static @Nullable SuppressionReason parse(String text, Violations violations) {
        try {
            return SuppressionReason.of(text);
        } catch (IllegalArgumentException e) {
            violations.add(PATH, "not-a-reason", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Notes a violation when entries of the reason do not come by request. */
    static void requireAddable(SuppressionReason reason, Violations violations) {
        switch (reason) {
            case OPT_OUT ->
                violations.add(
                        PATH,
                        "not-by-request",
                        "an opt-out comes through the consent ledger: POST /v1/consents with action withdraw");
            case REGISTRY ->
                violations.add(PATH, "not-by-request", "a registry entry comes from the registry's answer file");
            case SOFT_BOUNCE ->
                violations.add(PATH, "not-by-request", "soft bounces are counted from delivery feedback");
            case COMPLAINT, HARD_BOUNCE, MANUAL, LEGAL, ERASED, WRONG_PERSON -> {}
        }
    }
}
