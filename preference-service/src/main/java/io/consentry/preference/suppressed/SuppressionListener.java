package io.consentry.preference.suppressed;

import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.contract.event.SuppressionEvent.SuppressionReleased;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
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
    public Uni<Void> on(SqlConnection transaction, ReceivedEvent received) {
        if (received.event() instanceof SuppressionAdded added) {
            return addresses.add(transaction, received.tenant(), added);
        }
        if (received.event() instanceof SuppressionReleased released) {
            return addresses.remove(transaction, received.tenant(), released.suppressionId());
        }
        return Uni.createFrom().voidItem();
    }

    /** Nothing to note: a missing entry lets out a message that somebody asked for, and no marketing. */
    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return Uni.createFrom().voidItem();
    }
}
