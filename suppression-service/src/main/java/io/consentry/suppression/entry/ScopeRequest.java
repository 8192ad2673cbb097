package io.consentry.suppression.entry;

import io.consentry.kit.address.Address;
import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/** What to suppress, as a client writes it; null means all. */
record ScopeRequest(@Nullable String channel, @Nullable String purpose) {

    Scope parse(@Nullable Address address, Violations violations) {
        return Scope.read("scope.", channel, purpose, address == null ? null : address.kind(), violations);
    }
}
