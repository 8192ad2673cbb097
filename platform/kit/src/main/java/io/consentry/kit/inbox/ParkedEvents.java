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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events that could not be applied, and everything behind them with the same key. */
final class ParkedEvents {

    private final Clock clock;

    ParkedEvents(Clock clock) {
        this.clock = clock;
    }

    /** Whether an earlier event of the key is parked; the transaction must be scoped to the tenant. */
    Uni<Boolean> isParked(SqlConnection transaction, ReceivedEvent event) {
        return transaction
                .preparedQuery(
                        "select exists (select from parked_event where tenant_id = $1 and topic = $2 and record_key = $3)")
                .execute(Tuple.of(event.tenant().value(), event.topic().topicName(), event.recordKey()))
                .map(rows -> rows.iterator().next().getBoolean(0));
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
