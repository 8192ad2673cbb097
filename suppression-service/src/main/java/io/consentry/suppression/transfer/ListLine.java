package io.consentry.suppression.transfer;

import io.consentry.kit.address.IdentifierRequest;
import org.jspecify.annotations.Nullable;

/**
 * A line of a list, as it is written. Never printed.
 *
 * @param number in the file, from 1; the header counts
 * @param addressKey our own keyed hash, as an export gives it
 * @param sha256 of a normalised address, hexadecimal
 * @param md5 of a normalised address, hexadecimal
 * @param kind of the address behind a hash
 * @param date when the act happened: an RFC 3339 instant, or a day
 * @param ref the client's own name of the line, for screening
 */
record ListLine(
        long number,
        IdentifierRequest identifiers,
        @Nullable String addressKey,
        @Nullable String sha256,
        @Nullable String md5,
        @Nullable String kind,
        @Nullable String channel,
        @Nullable String purpose,
        @Nullable String reason,
        @Nullable String note,
        @Nullable String date,
        @Nullable String ref) {

    boolean namesAddresses() {
        return identifiers.email() != null
                || identifiers.phone() != null
                || identifiers.whatsappUserId() != null
                || identifiers.pushToken() != null
                || identifiers.externalId() != null;
    }

    boolean namesHashes() {
        return addressKey != null || sha256 != null || md5 != null;
    }

    @Override
    public String toString() {
        return "ListLine[" + number + "]";
    }
}
