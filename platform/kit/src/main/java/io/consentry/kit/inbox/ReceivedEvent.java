package io.consentry.kit.inbox;

import io.consentry.contract.OutboxPosition;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that came in.
 *
 * @param recordKey the Kafka key, by which order is kept
 * @param time when its service recorded it
 * @param cause the event that led to it; null when a request did
 */
public record ReceivedEvent(
        UUID id,
        TenantId tenant,
        Topic topic,
        String recordKey,
        DomainEvent event,
        Instant time,
        OutboxPosition position,
        @Nullable UUID cause) {}
