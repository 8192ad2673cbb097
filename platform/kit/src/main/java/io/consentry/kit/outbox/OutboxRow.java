package io.consentry.kit.outbox;

import io.consentry.contract.OutboxPosition;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** An event as it lies in the outbox, and as a Kafka record in CloudEvents binary mode (rule E-07). */
record OutboxRow(
        OutboxPosition position,
        String tenant,
        UUID eventId,
        String topic,
        int partition,
        String recordKey,
        String type,
        String payload,
        OffsetDateTime time,
        @Nullable UUID cause) {

    static final String COLUMNS =
            "xid::text::bigint, id, tenant_id, event_id, topic, partition, record_key, type, payload, time, cause";

    static OutboxRow of(Row row) {
        return new OutboxRow(
                new OutboxPosition(row.getLong(0), row.getLong(1)),
                row.getString(2),
                row.getUUID(3),
                row.getString(4),
                row.getInteger(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getOffsetDateTime(9),
                row.getUUID(10));
    }

    ProducerRecord<byte[], byte[]> toRecord(String source) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, partition, time.toInstant().toEpochMilli(), bytes(recordKey), bytes(payload));
        Headers headers = record.headers();
        headers.add("content-type", bytes("application/json"));
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("ce_id", bytes(eventId.toString()));
        headers.add("ce_source", bytes("/consentry/" + source));
        headers.add("ce_type", bytes(type));
        headers.add("ce_time", bytes(time.toInstant().toString()));
        headers.add("ce_tenantid", bytes(tenant));
        headers.add("ce_position", bytes(position.toString()));
        if (cause != null) {
            headers.add("ce_causationid", bytes(cause.toString()));
        }
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
