package io.consentry.kit.outbox;

import io.consentry.contract.OutboxPosition;
import io.consentry.kit.event.CloudEventHeaders;
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
        @Nullable UUID cause,
        @Nullable String trace) {

    static final String COLUMNS =
            "xid::text::bigint as position_xid, id, tenant_id, event_id, topic, partition, record_key, type, payload, time, cause,"
                    + " trace";

    /** Where the columns begin in a row of {@link Backlog}. */
    private static final int FIRST = 1;

    static OutboxRow of(Row row) {
        return new OutboxRow(
                new OutboxPosition(row.getLong(FIRST), row.getLong(FIRST + 1)),
                row.getString(FIRST + 2),
                row.getUUID(FIRST + 3),
                row.getString(FIRST + 4),
                row.getInteger(FIRST + 5),
                row.getString(FIRST + 6),
                row.getString(FIRST + 7),
                row.getString(FIRST + 8),
                row.getOffsetDateTime(FIRST + 9),
                row.getUUID(FIRST + 10),
                row.getString(FIRST + 11));
    }

    /** @param traceParent where in its trace it is published; null when it is in none */
    ProducerRecord<byte[], byte[]> toRecord(String source, @Nullable String traceParent) {
        // Kafka's own time, not the event's: it refuses records from the future, and one clock that ran ahead for a
        // while
        // would stop all that comes after.
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, bytes(recordKey), bytes(payload));
        Headers headers = record.headers();
        CloudEventHeaders.add(headers, CloudEventHeaders.CONTENT_TYPE, "application/json");
        CloudEventHeaders.add(headers, CloudEventHeaders.SPEC_VERSION, "1.0");
        CloudEventHeaders.add(headers, CloudEventHeaders.ID, eventId.toString());
        CloudEventHeaders.add(headers, CloudEventHeaders.SOURCE, "/consentry/" + source);
        CloudEventHeaders.add(headers, CloudEventHeaders.TYPE, type);
        CloudEventHeaders.add(headers, CloudEventHeaders.TIME, time.toInstant().toString());
        CloudEventHeaders.add(headers, CloudEventHeaders.TENANT, tenant);
        CloudEventHeaders.add(headers, CloudEventHeaders.POSITION, position.toString());
        if (cause != null) {
            CloudEventHeaders.add(headers, CloudEventHeaders.CAUSE, cause.toString());
        }
        if (traceParent != null) {
            CloudEventHeaders.add(headers, CloudEventHeaders.TRACE_PARENT, traceParent);
        }
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
