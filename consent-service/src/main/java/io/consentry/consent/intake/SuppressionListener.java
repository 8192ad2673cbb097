package io.consentry.consent.intake;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.ContactFactsStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.SuppressionEvent;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The suppression list, projected into the facts that the check reads. */
@ApplicationScoped
class SuppressionListener implements EventListener {

    private final ContactFactsStore facts;
    private final IncompleteContacts incomplete;

    SuppressionListener(ContactFactsStore facts) {
        this.facts = facts;
        this.incomplete = new IncompleteContacts(facts);
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.SUPPRESSION_EVENTS);
    }

    @Override
    public Uni<Void> on(SqlConnection transaction, ReceivedEvent received) {
        if (!(received.event() instanceof SuppressionEvent event)) {
            throw new IllegalArgumentException(
                    "not a suppression event: " + received.event().wireName());
        }
        AddressKey key = event.address().key();
        return facts.lock(transaction, received.tenant(), List.of(key))
                .map(known ->
                        Map.of(key, known.getOrDefault(key, ContactFacts.EMPTY).apply(event)))
                .chain(changed -> facts.save(transaction, received.tenant(), changed));
    }

    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return incomplete.note(transaction, tenant, recordKey);
    }
}
