package io.consentry.preference.record;

import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Keeps what the ledger tells. Nothing is decided from it but what a page shows. */
@ApplicationScoped
class ConsentListener implements EventListener {

    private final RecordStore store;

    ConsentListener(RecordStore store) {
        this.store = store;
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.CONSENT_EVENTS);
    }

    @Override
    public Uni<Void> on(SqlConnection transaction, ReceivedEvent received) {
        if (received.event() instanceof ConsentEvent event) {
            return store.add(transaction, received.tenant(), received.id(), event);
        }
        return received.event() instanceof PreferencesSet wishes
                ? store.set(transaction, received.tenant(), wishes)
                : Uni.createFrom().voidItem();
    }

    /** Nothing to note: the page lacks an entry until the event is applied. */
    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return Uni.createFrom().voidItem();
    }
}
