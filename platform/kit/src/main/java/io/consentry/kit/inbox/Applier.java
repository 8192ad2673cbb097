package io.consentry.kit.inbox;

import io.consentry.contract.OutboxPosition;
import io.consentry.contract.TenantId;
import io.consentry.kit.flow.Each;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Applies events in the order of their partitions: effect, memory of the event and progress in one transaction. */
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
    Uni<Void> applyAll(Map<TopicPartition, List<RawEvent>> events) {
        Map<RawEvent, ReceivedEvent> known = new LinkedHashMap<>();
        events.values()
                .forEach(own ->
                        own.forEach(raw -> CloudEventReader.read(raw).ifPresent(event -> known.put(raw, event))));
        return pool.withTransaction(transaction -> lock(transaction, known.values())
                .chain(() -> Each.inOrder(
                        known.entrySet(), entry -> applyOne(transaction, entry.getKey(), entry.getValue())))
                .chain(() -> Each.inOrder(
                        events.entrySet(),
                        own -> advance(
                                transaction,
                                own.getKey(),
                                own.getValue().get(own.getValue().size() - 1)))));
    }

    /** Tenant by tenant, in their order, as all instances do it. */
    private Uni<Void> lock(SqlConnection transaction, Collection<ReceivedEvent> events) {
        SortedMap<TenantId, List<ReceivedEvent>> byTenant = new TreeMap<>(Comparator.comparing(TenantId::value));
        events.forEach(event -> byTenant.computeIfAbsent(event.tenant(), tenant -> new ArrayList<>())
                .add(event));
        return Each.inOrder(byTenant.entrySet(), own -> TenantDatabase.scope(transaction, own.getKey())
                .chain(() -> listener.lock(transaction, own.getKey(), own.getValue())));
    }

    /** Sets one event aside and goes on. */
    Uni<Void> park(TopicPartition partition, RawEvent event, String failure) {
        return pool.withTransaction(transaction -> ParkedEvents.tenantOf(event)
                .map(tenant -> TenantDatabase.scope(transaction, tenant))
                .orElseGet(() -> TenantDatabase.scopeToNone(transaction))
                .chain(() -> parkAndTell(transaction, event, failure))
                .chain(() -> advance(transaction, partition, event)));
    }

    private Uni<Void> applyOne(SqlConnection transaction, RawEvent raw, ReceivedEvent event) {
        return TenantDatabase.scope(transaction, event.tenant())
                .chain(() -> mustWait(transaction, event))
                .chain(waits -> waits
                        ? parkAndTell(transaction, raw, "an earlier event of the same key is parked")
                        : applyOnce(transaction, event));
    }

    private Uni<Boolean> mustWait(SqlConnection transaction, ReceivedEvent event) {
        return listener.keepsOrder()
                ? parkedEvents.isParked(transaction, event)
                : Uni.createFrom().item(false);
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
        return parkedEvents.park(transaction, raw, failure).chain(() -> ParkedEvents.tenantOf(raw)
                .map(tenant -> listener.onParked(transaction, tenant, raw.topic(), key))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private static Uni<Void> advance(SqlConnection transaction, TopicPartition partition, RawEvent last) {
        return Progress.advance(transaction, partition, last, position(last));
    }

    /** A record without a readable position moves the offset only. */
    static OutboxPosition position(RawEvent event) {
        try {
            return event.position() == null ? OutboxPosition.START : OutboxPosition.parse(event.position());
        } catch (IllegalArgumentException e) {
            return OutboxPosition.START;
        }
    }
}
