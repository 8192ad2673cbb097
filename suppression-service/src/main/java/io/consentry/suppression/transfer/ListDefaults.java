package io.consentry.suppression.transfer;

import io.consentry.contract.AddressKind;
import io.consentry.contract.SuppressionReason;
import io.consentry.kit.problem.Violations;
import io.consentry.suppression.entry.Reasons;
import io.consentry.suppression.entry.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What counts for a line that does not say it itself.
 *
 * @param reason {@code opt_out} when the request says none: the one that no request of a tenant lifts
 * @param channel null means all
 * @param purpose null means all
 * @param kind of the addresses behind hashes; null when each line must say it
 */
record ListDefaults(
        String reason,
        @Nullable String channel,
        @Nullable String purpose,
        @Nullable String kind) {

    /** Reads them from a request; refuses with everything that is wrong. */
    static ListDefaults parse(
            @Nullable String reason, @Nullable String channel, @Nullable String purpose, @Nullable String kind) {
        Violations violations = new Violations();
        SuppressionReason parsed = violations.read("reason", reason, SuppressionReason::of, false);
        if (parsed != null) {
            requireImportable(parsed, violations);
        }
        Scope.read("", channel, purpose, null, violations);
        violations.read("kind", kind, AddressKind::of, false);
        violations.throwIfAny();
        return new ListDefaults(
                parsed == null ? SuppressionReason.OPT_OUT.wireName() : parsed.wireName(), channel, purpose, kind);
    }

    /** Notes a violation when entries of the reason do not come by list. An opt-out may: the person's act is told of, and stands alone. */
    static void requireImportable(SuppressionReason reason, Violations violations) {
        if (reason != SuppressionReason.OPT_OUT) {
            Reasons.requireAddable(reason, violations);
        }
    }
}
