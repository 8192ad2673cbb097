package io.consentry.suppression.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it leaves. An import reads it back. Never printed.
 *
 * @param kind of the address
 * @param address in plain text, where that was asked for and is kept
 * @param addressKey the keyed hash; null for an entry that only a hash of others' names
 * @param foreignHash which hash of others' names it; the hash itself is not kept
 * @param since when the act that caused it happened
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "id",
    "kind",
    "address",
    "addressKey",
    "foreignHash",
    "channel",
    "purpose",
    "reason",
    "origin",
    "registry"
})
record ExportedEntry(
        UUID id,
        String kind,
        @Nullable String address,
        @Nullable String addressKey,
        @Nullable String foreignHash,
        @Nullable String channel,
        @Nullable String purpose,
        String reason,
        String origin,
        @Nullable String registry,
        Instant since,
        Instant createdAt,
        @Nullable Instant holdUntil,
        boolean minimised) {

    static final String HEADER =
            "id,kind,address,addressKey,foreignHash,channel,purpose,reason,origin,registry,since,createdAt,holdUntil,minimised\n";

    String csv() {
        return CsvRecord.of(
                id.toString(),
                kind,
                address,
                addressKey,
                foreignHash,
                channel,
                purpose,
                reason,
                origin,
                registry,
                since.toString(),
                createdAt.toString(),
                holdUntil == null ? null : holdUntil.toString(),
                Boolean.toString(minimised));
    }

    @Override
    public String toString() {
        return "ExportedEntry[" + id + "]";
    }
}
