package io.consentry.kit.inbox;

import io.consentry.contract.OutboxPosition;
import io.consentry.contract.TenantId;
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.ParkedEvents.Key;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.trace.EventTraces;
import io.consentry.kit.trace.TracedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Applies events in the order of their partitions: effect, memory of the event and progress in one transaction. */
final class Applier {

    private final Pool pool;
    private final Clock clock;
    private final EventListener listener;
    private final EventTraces traces;
    private final ParkedEvents parkedEvents;

    Applier(Pool pool, Clock clock, EventListener listener, EventTraces traces) {
        this.pool = pool;
        this.clock = clock;
        this.listener = listener;
        this.traces = traces;
        this.parkedEvents = new ParkedEvents(clock);
    }

    private record Incoming(RawEvent raw, ReceivedEvent event) {

        TracedEvent trace() {
            return new TracedEvent(event.id(), event.topic().topicName(), raw.traceParent());
        }
    }

    /**
     * Applies all, or none when one fails. Tenant by tenant, in their order, as all instances do it: no key is of two tenants, so that
     * each key's events stay in theirs.
     */
    Uni<Void> applyAll(Map<TopicPartition, List<RawEvent>> events) {
        Collection<List<Incoming>> byTenant = byTenant(events.values());
        return pool.withTransaction(transaction -> Each.inOrder(byTenant, own -> lock(transaction, own))
                .chain(() -> Each.inOrder(byTenant, own -> apply(transaction, own)))
                .chain(() -> Progress.advance(transaction, lasts(events))));
    }

    private static Map<TopicPartition, RawEvent> lasts(Map<TopicPartition, List<RawEvent>> events) {
        Map<TopicPartition, RawEvent> lasts = new LinkedHashMap<>();
        events.forEach((partition, own) -> lasts.put(partition, own.get(own.size() - 1)));
        return lasts;
    }

    private static Collection<List<Incoming>> byTenant(Collection<List<RawEvent>> events) {
        SortedMap<TenantId, List<Incoming>> byTenant = new TreeMap<>(Comparator.comparing(TenantId::value));
        events.forEach(own -> own.forEach(raw -> CloudEventReader.read(raw)
                .ifPresent(event -> byTenant.computeIfAbsent(event.tenant(), tenant -> new ArrayList<>())
                        .add(new Incoming(raw, event)))));
        return byTenant.values();
    }

    private Uni<Void> lock(SqlConnection transaction, List<Incoming> own) {
        TenantId tenant = own.get(0).event().tenant();
        return TenantDatabase.scope(transaction, tenant)
                .chain(() -> listener.lock(
                        transaction, tenant, own.stream().map(Incoming::event).toList()));
    }

    private Uni<Void> apply(SqlConnection transaction, List<Incoming> own) {
        return TenantDatabase.scope(transaction, own.get(0).event().tenant())
                .chain(() -> keysThatWait(transaction, own))
                .chain(waiting -> {
                    Map<Boolean, List<Incoming>> byWait = own.stream()
                            .collect(Collectors.partitioningBy(incoming -> waiting.contains(Key.of(incoming.event()))));
                    return Each.inOrder(
                                    byWait.getOrDefault(true, List.of()),
                                    incoming -> parkAndTell(
                                            transaction, incoming.raw(), "an earlier event of the same key is parked"))
                            .chain(() -> applyNew(transaction, byWait.getOrDefault(false, List.of())));
                });
    }

    private Uni<Set<Key>> keysThatWait(SqlConnection transaction, List<Incoming> own) {
        return listener.keepsOrder()
                ? parkedEvents.parkedKeys(
                        transaction, own.stream().map(Incoming::event).toList())
                : Uni.createFrom().item(Set.of());
    }

    private Uni<Void> applyNew(SqlConnection transaction, List<Incoming> own) {
        return remember(transaction, own)
                .map(isNew -> own.stream()
                        .filter(incoming -> isNew.remove(incoming.event().id()))
                        .toList())
                .chain(incoming -> incoming.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : traces.applying(
                                incoming.stream().map(Incoming::trace).toList(), () -> tell(transaction, incoming)));
    }

    private Uni<Void> tell(SqlConnection transaction, List<Incoming> incoming) {
        List<ReceivedEvent> events = incoming.stream().map(Incoming::event).toList();
        return listener.on(transaction, events.get(0).tenant(), events);
    }

    /** Remembers all, and tells which were not known before. */
    private Uni<Set<UUID>> remember(SqlConnection transaction, List<Incoming> own) {
        if (own.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        UUID[] ids = own.stream().map(incoming -> incoming.event().id()).toArray(UUID[]::new);
        return transaction
                .preparedQuery("insert into inbox (event_id, received_at) select id, $2 from unnest($1::uuid[]) as id"
                        + " on conflict do nothing returning event_id")
                .execute(Tuple.of(ids, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(inserted -> {
                    Set<UUID> isNew = new HashSet<>();
                    inserted.forEach(row -> isNew.add(row.getUUID(0)));
                    return isNew;
                });
    }

    /** Sets one event aside and goes on. */
    Uni<Void> park(TopicPartition partition, RawEvent event, String failure) {
        return pool.withTransaction(transaction -> ParkedEvents.tenantOf(event)
                .map(tenant -> TenantDatabase.scope(transaction, tenant))
                .orElseGet(() -> TenantDatabase.scopeToNone(transaction))
                .chain(() -> parkAndTell(transaction, event, failure))
                .chain(() -> Progress.advance(transaction, Map.of(partition, event))));
    }

    private Uni<Void> parkAndTell(SqlConnection transaction, RawEvent raw, String failure) {
        String key = raw.recordKey() == null ? "" : raw.recordKey();
        return parkedEvents.park(transaction, raw, failure).chain(() -> ParkedEvents.tenantOf(raw)
                .map(tenant -> listener.onParked(transaction, tenant, raw.topic(), key))
                .orElseGet(() -> Uni.createFrom().voidItem()));
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
