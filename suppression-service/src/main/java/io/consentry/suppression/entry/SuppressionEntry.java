package io.consentry.suppression.entry;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What never changes of an entry.
 *
 * @param since when the act that caused it happened
 * @param recordedAt when it was put on the list
 * @param holdUntil when it is minimised; null when it stands until it is released
 * @param cause the consent event that led to it; null when a request did
 * @param subject whose opt-out it is; null for other reasons
 */
record SuppressionEntry(
        UUID id,
        KeyedAddress address,
        Scope scope,
        SuppressionReason reason,
        SuppressionOrigin origin,
        Instant since,
        Instant recordedAt,
        @Nullable Instant holdUntil,
        @Nullable UUID cause,
        @Nullable SubjectId subject) {

    SuppressionAdded added() {
        return new SuppressionAdded(
                id, address, scope.purpose(), scope.channel(), reason, origin, since, holdUntil, cause, null);
    }
}
