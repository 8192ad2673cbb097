package io.consentry.suppression.entry;

import io.consentry.contract.ConsistencyToken;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer to a new entry. */
record AddedView(
        UUID id,
        ScopeView scope,
        String reason,
        String origin,
        @Nullable Instant holdUntil,
        String consistencyToken) {

    static AddedView of(SuppressionEntry entry, ConsistencyToken token) {
        return new AddedView(
                entry.id(),
                ScopeView.of(entry.scope()),
                entry.reason().wireName(),
                entry.origin().wireName(),
                entry.holdUntil(),
                token.text());
    }
}
