package io.consentry.preference.inbound;

import io.consentry.preference.inbound.ReviewStore.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a person must read, or has read.
 *
 * @param optOuts that hold until then, one for each address of the sender; none when no address is known
 * @param decision null until decided
 */
record Review(
        UUID id,
        String source,
        String reason,
        Sealed content,
        Instant receivedAt,
        List<UUID> optOuts,
        @Nullable String decision) {

    @Override
    public String toString() {
        return "Review[" + id + "]";
    }
}
