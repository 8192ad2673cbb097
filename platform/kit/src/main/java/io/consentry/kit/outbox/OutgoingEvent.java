package io.consentry.kit.outbox;

import io.consentry.contract.TenantId;
import io.consentry.contract.event.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event about to leave.
 *
 * @param id unique for ever; consumers drop a second event with the same id
 * @param time when it was recorded
 * @param cause the event that led to it; null when a request did
 */
public record OutgoingEvent(
        UUID id,
        TenantId tenant,
        DomainEvent event,
        Instant time,
        @Nullable UUID cause) {

    /** The record key: what must stay in order. */
    String recordKey() {
        return tenant.value() + ":" + event.orderingKey();
    }
}
