package io.consentry.consent.subject;

import io.consentry.contract.KeyedAddress;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An identifier of a subject, and what is known of it.
 *
 * @param verifiedAt when it was proven to be the subject's; null when it never was
 * @param expiresAt from when on it reaches nobody, as a push token; null when it does not end by itself
 */
public record KnownIdentifier(
        KeyedAddress address,
        String masked,
        @Nullable Instant verifiedAt,
        @Nullable Instant expiresAt) {

    static KnownIdentifier of(Row row) {
        return new KnownIdentifier(
                KeyedAddress.of(row.getString("kind"), row.getString("address_key")),
                row.getString("masked"),
                instant(row, "verified_at"),
                instant(row, "expires_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }
}
