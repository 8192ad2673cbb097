package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of the suppression list. */
public sealed interface SuppressionEvent extends DomainEvent {

    /** The entry that changed. */
    UUID suppressionId();

    /** The address that the entry is on. */
    KeyedAddress address();

    @Override
    default Topic topic() {
        return Topic.SUPPRESSION_EVENTS;
    }

    @Override
    default String orderingKey() {
        return address().key().value();
    }

    /**
     * An address was suppressed.
     *
     * @param purpose null means all purposes
     * @param channel null means all channels
     * @param since when the act that caused it happened
     * @param holdUntil when the entry will be minimised; null when it stands until it is released
     * @param cause the consent event that led to it; null when a request or feedback did
     * @param foreignHash {@code sha256} or {@code md5} when a list named the address by such a hash alone: its key is then the keyed hash of
     *     that hash, an alias of the address; null when it is the address's own
     */
    @WireName("io.consentry.suppression.added.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SuppressionAdded(
            UUID suppressionId,
            KeyedAddress address,
            @Nullable PurposeKey purpose,
            @Nullable Channel channel,
            SuppressionReason reason,
            SuppressionOrigin origin,
            Instant since,
            @Nullable Instant holdUntil,
            @Nullable UUID cause,
            @Nullable String foreignHash)
            implements SuppressionEvent {

        public SuppressionAdded {
            requireNonNull(suppressionId, "suppressionId");
            requireNonNull(address, "address");
            requireNonNull(reason, "reason");
            requireNonNull(origin, "origin");
            requireNonNull(since, "since");
        }
    }

    /**
     * An entry was lifted by the rule that applies to it (capability S3).
     *
     * @param cause the consent event that lifted it; null when a request did
     */
    @WireName("io.consentry.suppression.released.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SuppressionReleased(
            UUID suppressionId,
            KeyedAddress address,
            Instant releasedAt,
            @Nullable UUID cause) implements SuppressionEvent {

        public SuppressionReleased {
            requireNonNull(suppressionId, "suppressionId");
            requireNonNull(address, "address");
            requireNonNull(releasedAt, "releasedAt");
        }
    }

    /** The hold ended; the entry keeps keyed hash, reason and date only. It gives no permission (requirement 000-29). */
    @WireName("io.consentry.suppression.minimised.v1")
    record SuppressionMinimised(UUID suppressionId, KeyedAddress address, Instant minimisedAt)
            implements SuppressionEvent {

        public SuppressionMinimised {
            requireNonNull(suppressionId, "suppressionId");
            requireNonNull(address, "address");
            requireNonNull(minimisedAt, "minimisedAt");
        }
    }
}
