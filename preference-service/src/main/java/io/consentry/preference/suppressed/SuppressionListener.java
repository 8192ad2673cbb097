package io.consentry.preference.suppressed;

import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.consentry.kit.inbox.Runs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Keeps {@link SuppressedAddresses}. A minimised entry stands, so nothing changes here. */
@ApplicationScoped
class SuppressionListener implements EventListener {

    private final SuppressedAddresses addresses;

    SuppressionListener(SuppressedAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.SUPPRESSION_EVENTS);
    }

    @Override
    public Uni<Void> on(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> events) {
        return Each.inOrder(Runs.ofOneType(events), run -> keep(transaction, tenant, run));
    }

    private Uni<Void> keep(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> ofOneType) {
        List<DomainEvent> events = ofOneType.stream().map(ReceivedEvent::event).toList();
        DomainEvent first = events.get(0);
        if (first instanceof SuppressionAdded) {
            return addresses.add(
                    transaction,
                    tenant,
                    events.stream().map(SuppressionAdded.class::cast).toList());
        }
        if (first instanceof SuppressionReleased) {
            return addresses.remove(
                    transaction,
                    tenant,
                    events.stream()
                            .map(event -> ((SuppressionReleased) event).suppressionId())
                            .toList());
        }
        return Uni.createFrom().voidItem();
    }

    /** Nothing to note: a missing entry lets out a message that somebody asked for, and no marketing. */
    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return Uni.createFrom().voidItem();
    }
}
