package io.consentry.suppression.entry;

import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.SuppressionEvent;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes the list: state and event in one transaction. */
@ApplicationScoped
class SuppressionList {

    private final SuppressionStore store;
    private final Outbox outbox;

    SuppressionList(SuppressionStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /** Adds an entry; empty when the same event has led to one for the same address before. */
    Uni<Optional<ConsistencyToken>> add(
            SqlConnection transaction, TenantId tenant, SuppressionEntry entry, PersonalPart personal) {
        return store.insert(transaction, tenant, List.of(entry), personal)
                .chain(inserted -> inserted.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : publish(transaction, tenant, entry.added(), entry.recordedAt(), entry.cause())
                                .map(Optional::of));
    }

    /** Adds entries of which nothing personal is known but the key; those that the same event has led to before are left. */
    Uni<Void> addAll(SqlConnection transaction, TenantId tenant, List<SuppressionEntry> entries) {
        return store.insert(transaction, tenant, entries, PersonalPart.NONE)
                .map(inserted -> inserted.stream()
                        .map(entry -> new OutgoingEvent(
                                UUID.randomUUID(), tenant, entry.added(), entry.recordedAt(), entry.cause()))
                        .toList())
                .chain(events -> outbox.appendMany(transaction, events));
    }

    /**
     * Lifts an entry that stands.
     *
     * @param cause the consent event that lifts it; null when a request does
     * @param grounds encrypted; null when an event lifts it
     */
    Uni<ConsistencyToken> release(
            SqlConnection transaction,
            TenantId tenant,
            SuppressionEntry entry,
            Instant now,
            @Nullable UUID cause,
            @Nullable Buffer grounds) {
        SuppressionReleased released = new SuppressionReleased(entry.id(), entry.address(), now, cause);
        return publish(transaction, tenant, released, now, cause)
                .call(token ->
                        store.release(transaction, tenant, entry.id(), new Release(now, cause, grounds, token.text())));
    }

    private Uni<ConsistencyToken> publish(
            SqlConnection transaction, TenantId tenant, SuppressionEvent event, Instant time, @Nullable UUID cause) {
        return outbox.append(transaction, List.of(new OutgoingEvent(UUID.randomUUID(), tenant, event, time, cause)));
    }
}
