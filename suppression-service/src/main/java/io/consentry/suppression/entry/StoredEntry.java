package io.consentry.suppression.entry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what has become of it.
 *
 * @param registry which registry asked for it; null for other reasons
 */
record StoredEntry(
        SuppressionEntry entry,
        PersonalPart personal,
        @Nullable Instant minimisedAt,
        @Nullable Release release,
        @Nullable RegistryMark registry,
        @Nullable ListMark list) {}
