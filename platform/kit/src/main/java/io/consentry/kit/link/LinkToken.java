package io.consentry.kit.link;

import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a link says: whom it was sent to and what it is about. Holds the address only as its keyed hash and masked.
 *
 * @param masked the address as the page shows it, at most {@value #MASKED_LENGTH_MAX} characters
 * @param channel where the message with the link went
 * @param purpose what the message was for; null when the link stands for the whole channel
 * @param topic the tenant's topic within the purpose
 * @param message the tenant's id of the message, at most {@value #MESSAGE_LENGTH_MAX} characters
 * @param mintedAt in whole seconds
 */
public record LinkToken(
        TenantId tenant,
        KeyedAddress address,
        String masked,
        Channel channel,
        @Nullable PurposeKey purpose,
        @Nullable String topic,
        @Nullable String message,
        Instant mintedAt) {

    /** Of the masked address. */
    public static final int MASKED_LENGTH_MAX = 60;

    /** Of the message id. */
    public static final int MESSAGE_LENGTH_MAX = 64;

    /** Prints nothing of the person. */
    @Override
    public String toString() {
        return "LinkToken[redacted]";
    }
}
