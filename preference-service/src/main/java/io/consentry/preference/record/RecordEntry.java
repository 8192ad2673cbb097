package io.consentry.preference.record;

import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.NoticeRef;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision of a person, as the ledger told.
 *
 * @param purpose null means all purposes
 * @param channel null means all channels
 * @param softOptIn whether it is the tenant's claim of the customer exception, and no word of the person
 * @param validUntil when a grant ends by itself; null when it does not
 * @param cause the event that led to it; of a retraction, the one that it takes back
 * @param provenance how it came on record; null for what was heard before that was kept
 */
public record RecordEntry(
        UUID eventId,
        UUID subjectId,
        @Nullable PurposeKey purpose,
        @Nullable Channel channel,
        ConsentStatus status,
        CaptureMethod method,
        boolean softOptIn,
        Instant occurredAt,
        @Nullable Instant validUntil,
        @Nullable UUID cause,
        @Nullable Provenance provenance) {

    /**
     * How a decision came on record.
     *
     * @param notice what the person was shown; null when nothing was
     * @param source where the person acted, such as a site's name; null when the ledger did not tell
     */
    public record Provenance(
            Actor actor,
            Instant recordedAt,
            @Nullable NoticeRef notice,
            @Nullable String source) {}

    /** Whether it takes another one back, as undoing an import does. */
    boolean isRetraction() {
        return status == ConsentStatus.INVALIDATED;
    }

    /** Whether it says something about a purpose on a channel. */
    boolean covers(PurposeKey otherPurpose, Channel otherChannel) {
        return (purpose == null || purpose.equals(otherPurpose)) && (channel == null || channel == otherChannel);
    }

    boolean isValidAt(Instant now) {
        return status.isValid() && (validUntil == null || now.isBefore(validUntil));
    }
}
