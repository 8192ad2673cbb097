package io.consentry.kit.inbox;

import io.consentry.contract.OutboxPosition;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.EventCatalogue;
import io.consentry.kit.event.CloudEventHeaders;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads a Kafka record in CloudEvents binary mode (rule E-07). */
final class CloudEventReader {

    private CloudEventReader() {}

    /** The parts of a record as text: what parking keeps, whatever they are. */
    static RawEvent raw(ConsumerRecord<byte[], byte[]> record) {
        return new RawEvent(
                Topic.of(record.topic()),
                record.partition(),
                record.offset(),
                record.leaderEpoch().orElse(null),
                text(record.key()),
                CloudEventHeaders.get(record.headers(), CloudEventHeaders.ID),
                CloudEventHeaders.get(record.headers(), CloudEventHeaders.TENANT),
                CloudEventHeaders.get(record.headers(), CloudEventHeaders.TYPE),
                CloudEventHeaders.get(record.headers(), CloudEventHeaders.TIME),
                CloudEventHeaders.get(record.headers(), CloudEventHeaders.POSITION),
                CloudEventHeaders.get(record.headers(), CloudEventHeaders.CAUSE),
                CloudEventHeaders.get(record.headers(), CloudEventHeaders.TRACE_PARENT),
                text(record.value()));
    }

    /**
     * The event; empty when its type is not known here: a newer producer's, which consumers leave alone (contract, evolution rules).
     * Fails with {@link UnreadableEventException} on anything that is not as the contract has it.
     */
    static Optional<ReceivedEvent> read(RawEvent raw) {
        try {
            return EventCatalogue.find(required(raw.type(), CloudEventHeaders.TYPE))
                    .map(type -> read(raw, type));
        } catch (IllegalArgumentException | DateTimeParseException | UnreadableJsonException e) {
            throw new UnreadableEventException(e);
        }
    }

    private static ReceivedEvent read(RawEvent raw, Class<? extends DomainEvent> type) {
        return new ReceivedEvent(
                UUID.fromString(required(raw.id(), CloudEventHeaders.ID)),
                new TenantId(required(raw.tenant(), CloudEventHeaders.TENANT)),
                raw.topic(),
                required(raw.recordKey(), "key"),
                EventJson.read(required(raw.payload(), "data"), type),
                Instant.parse(required(raw.time(), CloudEventHeaders.TIME)),
                raw.position() == null ? OutboxPosition.START : OutboxPosition.parse(raw.position()),
                raw.cause() == null ? null : UUID.fromString(raw.cause()));
    }

    private static String required(@Nullable String value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return value;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
