package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A suppression entry on an address.
 *
 * @param purpose null means all purposes
 * @param channel null means all channels
 * @param since when the act that caused it happened
 * @param minimised whether its hold has ended: an opt-out then no longer blocks by itself, but consent from before it stays void;
 *     whatever else it was blocks on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuppressionFact(
        UUID id,
        @Nullable PurposeKey purpose,
        @Nullable Channel channel,
        SuppressionReason reason,
        SuppressionOrigin origin,
        Instant since,
        boolean minimised) {

    /** Whether the entry says something about a purpose on a channel; a message without a purpose is covered by any. */
    public boolean covers(@Nullable PurposeKey otherPurpose, Channel otherChannel) {
        return (purpose == null || otherPurpose == null || purpose.equals(otherPurpose))
                && (channel == null || channel == otherChannel);
    }

    SuppressionFact withoutDetail() {
        return new SuppressionFact(id, purpose, channel, reason, origin, since, true);
    }
}
