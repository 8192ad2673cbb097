package io.consentry.consent.ledger;

import io.consentry.kit.address.IdentifierRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a row of somebody's list says of one person, as it is written. Never printed.
 *
 * @param line in the file, from 1
 * @param purpose null, like {@code channel}, means all of them, which only an opt-out can say
 * @param action {@code grant renew refuse withdraw object}
 * @param occurredAt when the person acted (RFC 3339)
 * @param noticeKey with {@code noticeVersion}, what was shown
 * @param wording what the person read
 * @param source where the person acted
 */
public record ImportedRow(
        long line,
        IdentifierRequest subject,
        @Nullable String purpose,
        @Nullable String channel,
        @Nullable String action,
        @Nullable String affirmativeAction,
        @Nullable String occurredAt,
        @Nullable String noticeKey,
        @Nullable String noticeVersion,
        @Nullable String wording,
        @Nullable String source,
        @Nullable String locale) {

    @Override
    public String toString() {
        return "ImportedRow[" + line + "]";
    }
}
