package io.consentry.suppression.registry;

import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked for, beside the answer itself.
 *
 * @param entries how many entries the registry was asked about; null when the tenant does not say
 * @param clientId who asks
 * @param key the {@code Idempotency-Key}; null when there is none
 */
record RunRequest(
        OptOutRegistry registry,
        @Nullable Long entries,
        String clientId,
        @Nullable String key) {

    private static final int KEY_LENGTH_MAX = 200;
    private static final long ENTRIES_MAX = 1_000_000_000;

    static RunRequest parse(String registry, @Nullable String entries, String clientId, @Nullable String key) {
        OptOutRegistry known = registry(registry);
        Violations violations = new Violations();
        Long count = violations.read("entries", entries, RunRequest::count, false);
        if (key != null && (key.isBlank() || key.length() > KEY_LENGTH_MAX)) {
            violations.add("Idempotency-Key", "length", "must have 1 to " + KEY_LENGTH_MAX + " characters");
        }
        violations.throwIfAny();
        return new RunRequest(known, count, clientId, key);
    }

    /** The registry that a path names; refuses one that is not known. */
    static OptOutRegistry registry(String name) {
        try {
            return OptOutRegistry.of(name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ProblemType.NOT_FOUND, "There is no such registry; there are ncc and dmasa.");
        }
    }

    private static Long count(String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > ENTRIES_MAX) {
            throw new IllegalArgumentException("must be a whole number from 0 to " + ENTRIES_MAX);
        }
        return Long.valueOf(text);
    }

    @Override
    public String toString() {
        return "RunRequest[" + registry.wireName() + "]";
    }
}
