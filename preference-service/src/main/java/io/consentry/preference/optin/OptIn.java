package io.consentry.preference.optin;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.event.PreferenceEvent.OptInConfirmed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A double opt-in.
 *
 * @param confirmedAt null while nobody confirmed
 */
record OptIn(
        UUID id,
        KeyedAddress address,
        OptInContent content,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable Instant confirmedAt) {

    /** Whether its link still leads somewhere: for a while, and always once it was confirmed. */
    boolean isOpen(Instant now) {
        return confirmedAt != null || now.isBefore(expiresAt);
    }

    OptIn confirmed(Instant now) {
        return new OptIn(id, address, content, requestedAt, expiresAt, now);
    }

    /** What is told of its confirmation. */
    OptInConfirmed event(Instant now) {
        return new OptInConfirmed(
                id,
                address,
                content.grants(),
                content.notice(),
                requestedAt,
                now,
                content.wording(),
                content.locale(),
                content.source());
    }
}
