package io.consentry.suppression.entry;

import io.consentry.contract.AddressKey;
import io.consentry.contract.SuppressionReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which entries are wanted; null leaves a condition out. */
record Search(
        @Nullable AddressKey address,
        @Nullable SuppressionReason reason,
        Instant createdAfter,
        SearchCursor after,
        int limit) {}
