package io.consentry.suppression.entry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry in a list.
 *
 * @param registry which registry asked for it; null for other reasons
 * @param address masked; null when only its keyed hash is known
 */
record SuppressionView(
        UUID id,
        ScopeView scope,
        String reason,
        String origin,
        @Nullable RegistryMark registry,
        Instant createdAt,
        @Nullable Instant holdUntil,
        boolean minimised,
        boolean released,
        @Nullable String address) {

    static SuppressionView of(StoredEntry stored) {
        SuppressionEntry entry = stored.entry();
        return new SuppressionView(
                entry.id(),
                ScopeView.of(entry.scope()),
                entry.reason().wireName(),
                entry.origin().wireName(),
                stored.registry(),
                entry.recordedAt(),
                entry.holdUntil(),
                stored.minimisedAt() != null,
                stored.release() != null,
                stored.personal().masked());
    }
}
