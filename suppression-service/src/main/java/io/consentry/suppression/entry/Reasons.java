package io.consentry.suppression.entry;

import io.consentry.contract.SuppressionReason;
import io.consentry.kit.problem.Violations;

/** Which reasons a request may put an address on the list for. */
public final class Reasons {

    private static final String PATH = "reason";

    private Reasons() {}

    /** Notes a violation when entries of the reason do not come by request. */
    public static void requireAddable(SuppressionReason reason, Violations violations) {
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
