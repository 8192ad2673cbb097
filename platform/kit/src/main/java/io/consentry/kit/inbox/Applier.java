package io.consentry.kit.inbox;

import io.consentry.contract.OutboxPosition;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Applies events of one partition in order: effect, memory of the event and progress in one transaction. */
final class Applier {

    private final Pool pool;
    private final Clock clock;
    private final EventListener listener;
    private final ParkedEvents parkedEvents;

    Applier(Pool pool, Clock clock, EventListener listener) {
        this.pool = pool;
        this.clock = clock;
        this.listener = listener;
        this.parkedEvents = new ParkedEvents(clock);
    }

    /** Applies all, or none when one fails. */
    Uni<Void> applyAll(TopicPartition partition, List<RawEvent> events) {
        return pool.withTransaction(transaction -> {
            Uni<Void> work = Uni.createFrom().voidItem();
            for (RawEvent event : events) {
                work = work.chain(() -> applyOne(transaction, event));
            }
            return work.chain(() -> advance(transaction, partition, events.get(events.size() - 1)));
        });
    }

    /** Sets one event aside and goes on. */
    Uni<Void> park(TopicPartition partition, RawEvent event, String failure) {
        return pool.withTransaction(transaction -> TenantDatabase.scope(transaction, ParkedEvents.tenantOf(event))
                .chain(() -> parkAndTell(transaction, event, failure))
                .chain(() -> advance(transaction, partition, event)));
    }

    private Uni<Void> applyOne(SqlConnection transaction, RawEvent raw) {
        ReceivedEvent event = CloudEventReader.read(raw);
        return TenantDatabase.scope(transaction, event.tenant())
                .chain(() -> parkedEvents.isParked(transaction, event))
                .chain(parked -> parked
                        ? parkAndTell(transaction, raw, "an earlier event of the same key is parked")
                        : applyOnce(transaction, event));
    }

    private Uni<Void> applyOnce(SqlConnection transaction, ReceivedEvent event) {
        return transaction
                .preparedQuery("insert into inbox (event_id, received_at) values ($1, $2) on conflict do nothing")
                .execute(Tuple.of(event.id(), clock.instant().atOffset(ZoneOffset.UTC)))
                .chain(inserted ->
                        inserted.rowCount() == 0 ? Uni.createFrom().voidItem() : listener.on(transaction, event));
    }

    private Uni<Void> parkAndTell(SqlConnection transaction, RawEvent raw, String failure) {
        String key = raw.recordKey() == null ? "" : raw.recordKey();
        return parkedEvents
                .park(transaction, raw, failure)
                .chain(() -> listener.onParked(transaction, ParkedEvents.tenantOf(raw), raw.topic(), key));
    }

    private static Uni<Void> advance(SqlConnection transaction, TopicPartition partition, RawEvent last) {
        return Progress.advance(transaction, partition, last.offset() + 1, position(last));
    }

    /** A record without a readable position moves the offset only. */
    private static OutboxPosition position(RawEvent event) {
        try {
            return event.position() == null ? OutboxPosition.START : OutboxPosition.parse(event.position());
        } catch (IllegalArgumentException e) {
            return OutboxPosition.START;
        }
    }
}
