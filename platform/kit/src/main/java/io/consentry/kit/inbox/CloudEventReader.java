package io.consentry.kit.inbox;

import io.consentry.contract.OutboxPosition;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.EventCatalogue;
import io.consentry.kit.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
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
                text(record.key()),
                header(record, "ce_id"),
                header(record, "ce_tenantid"),
                header(record, "ce_type"),
                header(record, "ce_time"),
                header(record, "ce_position"),
                header(record, "ce_causationid"),
                text(record.value()));
    }

    /** The event; fails on anything that is not one of ours. */
    static ReceivedEvent read(RawEvent raw) {
        Class<? extends DomainEvent> type = EventCatalogue.find(required(raw.type(), "ce_type"))
                .orElseThrow(() -> new IllegalArgumentException("unknown event type"));
        return new ReceivedEvent(
                UUID.fromString(required(raw.id(), "ce_id")),
                new TenantId(required(raw.tenant(), "ce_tenantid")),
                raw.topic(),
                required(raw.recordKey(), "key"),
                EventJson.read(required(raw.payload(), "data"), type),
                Instant.parse(required(raw.time(), "ce_time")),
                raw.position() == null ? OutboxPosition.START : OutboxPosition.parse(raw.position()),
                raw.cause() == null ? null : UUID.fromString(raw.cause()));
    }

    private static String required(@Nullable String value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
