package io.consentry.preference.record;

import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Keeps {@link KnownAddresses}: each event says all by itself. */
@ApplicationScoped
class ConsentListener implements EventListener {

    private final KnownAddresses addresses;

    ConsentListener(KnownAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.CONSENT_EVENTS);
    }

    @Override
    public boolean keepsOrder() {
        return false;
    }

    @Override
    public Uni<Void> on(SqlConnection transaction, ReceivedEvent received) {
        return received.event() instanceof ConsentEvent consent
                ? addresses.add(transaction, received.tenant(), consent.change().addresses())
                : Uni.createFrom().voidItem();
    }

    /** Nothing to note: an address that is not known gets no link, which its owner has in every message besides. */
    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return Uni.createFrom().voidItem();
    }
}
