package io.consentry.kit.inbox;

import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events that could not be applied, and everything behind them with the same key. */
final class ParkedEvents {

    private final Clock clock;

    ParkedEvents(Clock clock) {
        this.clock = clock;
    }

    /** What keeps events in order. */
    record Key(String topic, String recordKey) {

        static Key of(ReceivedEvent event) {
            return new Key(event.topic().topicName(), event.recordKey());
        }
    }

    /** The keys of which an earlier event is parked; all events are of one tenant, and the transaction is scoped to it. */
    Uni<Set<Key>> parkedKeys(SqlConnection transaction, List<ReceivedEvent> events) {
        String[] topics = events.stream()
                .map(event -> event.topic().topicName())
                .distinct()
                .toArray(String[]::new);
        String[] keys = events.stream().map(ReceivedEvent::recordKey).distinct().toArray(String[]::new);
        return transaction
                .preparedQuery("select distinct topic, record_key from parked_event"
                        + " where tenant_id = $1 and topic = any($2) and record_key = any($3)")
                .execute(Tuple.of(events.get(0).tenant().value(), topics, keys))
                .map(rows -> {
                    Set<Key> parked = new HashSet<>();
                    rows.forEach(row -> parked.add(new Key(row.getString(0), row.getString(1))));
                    return parked;
                });
    }

    /** Keeps the event as it came; the transaction must be scoped to {@link #tenantOf}, or to none. */
    Uni<Void> park(SqlConnection transaction, RawEvent raw, String failure) {
        return transaction
                .preparedQuery("""
                        insert into parked_event (event_id, tenant_id, topic, partition, record_offset, record_key, type, payload,
                                                  time, position, cause, failure, parked_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing""")
                .execute(Tuple.from(new Object[] {
                    idOf(raw),
                    tenantOf(raw).map(TenantId::value).orElse(""),
                    raw.topic().topicName(),
                    raw.partition(),
                    raw.offset(),
                    orEmpty(raw.recordKey()),
                    orEmpty(raw.type()),
                    orEmpty(raw.payload()),
                    timeOf(raw),
                    raw.position(),
                    raw.cause(),
                    failure,
                    clock.instant().atOffset(ZoneOffset.UTC)
                }))
                .replaceWithVoid();
    }

    /** The tenant that the record names; empty when it names none that could be one. */
    static Optional<TenantId> tenantOf(RawEvent raw) {
        return Optional.ofNullable(raw.tenant()).filter(TenantId::isValid).map(TenantId::new);
    }

    private static UUID idOf(RawEvent raw) {
        try {
            return UUID.fromString(orEmpty(raw.id()));
        } catch (IllegalArgumentException e) {
            String place = raw.topic() + ":" + raw.partition() + ":" + raw.offset();
            return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
        }
    }

    private OffsetDateTime timeOf(RawEvent raw) {
        try {
            return Instant.parse(orEmpty(raw.time())).atOffset(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return clock.instant().atOffset(ZoneOffset.UTC);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.replace("\u0000", "");
    }
}
