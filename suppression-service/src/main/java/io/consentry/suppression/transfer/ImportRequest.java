package io.consentry.suppression.transfer;

import io.consentry.kit.problem.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import is asked for, beside the list itself.
 *
 * @param dryRun only say what would be
 * @param clientId who asks
 * @param key the {@code Idempotency-Key}; null when there is none
 */
record ImportRequest(
        boolean ndjson,
        boolean dryRun,
        ListDefaults defaults,
        String clientId,
        @Nullable String key) {

    /** Reads yes or no; anything else is refused, for a dry run that is none would change the list. */
    static boolean flag(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            Violations violations = new Violations();
            violations.add(name, "unknown-value", "must be one of " + List.of("true", "false"));
            violations.throwIfAny();
        }
        return true;
    }
}
