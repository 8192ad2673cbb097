package io.consentry.preference.record;

import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.consentry.preference.record.RecordStore.Recorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
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
    public Uni<Void> on(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> events) {
        List<Recorded> decisions = new ArrayList<>();
        List<PreferencesSet> wishes = new ArrayList<>();
        for (ReceivedEvent received : events) {
            if (received.event() instanceof ConsentEvent decision) {
                decisions.add(new Recorded(received.id(), decision));
            } else if (received.event() instanceof PreferencesSet wish) {
                wishes.add(wish);
            }
        }
        return store.add(transaction, tenant, decisions)
                .chain(() -> Each.inOrder(wishes, wish -> store.set(transaction, tenant, wish)));
    }

    /** Nothing to note: the page lacks an entry until the event is applied. */
    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return Uni.createFrom().voidItem();
    }
}
