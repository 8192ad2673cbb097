package io.consentry.suppression.entry;

import io.consentry.contract.AddressKey;
import io.consentry.contract.SuppressionReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null leaves a condition out.
 *
 * @param address all keys that an entry on it can have: its own, and those of others' hashes of it
 */
record Search(
        @Nullable List<AddressKey> address,
        @Nullable SuppressionReason reason,
        Instant createdAfter,
        SearchCursor after,
        int limit) {}
