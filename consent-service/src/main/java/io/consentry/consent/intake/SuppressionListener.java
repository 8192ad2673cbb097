package io.consentry.consent.intake;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.ContactFactsStore;
import io.consentry.consent.facts.ForeignHashStore;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.RegistryEvent.RegistryCleansed;
import io.consentry.contract.event.SuppressionEvent;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The suppression list, and when it was cleansed against registries, projected into what the check reads. */
@ApplicationScoped
class SuppressionListener implements EventListener {

    private final SubjectStore subjects;
    private final ContactFactsStore facts;
    private final RegistryStateStore registries;
    private final ForeignHashStore foreignHashes;
    private final IncompleteContacts incomplete;

    SuppressionListener(
            SubjectStore subjects,
            ContactFactsStore facts,
            RegistryStateStore registries,
            ForeignHashStore foreignHashes) {
        this.subjects = subjects;
        this.facts = facts;
        this.registries = registries;
        this.foreignHashes = foreignHashes;
        this.incomplete = new IncompleteContacts(facts);
    }

    @Override
    public Set<Topic> topics() {
        return Set.of(Topic.SUPPRESSION_EVENTS);
    }

    @Override
    public Uni<Void> on(SqlConnection transaction, ReceivedEvent received) {
        if (received.event() instanceof RegistryCleansed run) {
            return registries.add(transaction, received.tenant(), run);
        }
        if (!(received.event() instanceof SuppressionEvent event)) {
            throw new IllegalArgumentException(
                    "not a suppression event: " + received.event().wireName());
        }
        return noteForeignHash(transaction, received.tenant(), event)
                .chain(() -> affected(transaction, received.tenant(), event.address()))
                .chain(keys -> facts.lock(transaction, received.tenant(), keys))
                .map(known -> {
                    Map<AddressKey, ContactFacts> changed = new TreeMap<>(known);
                    changed.replaceAll((key, before) -> before.apply(event));
                    return changed;
                })
                .chain(changed -> facts.save(transaction, received.tenant(), changed));
    }

    /** In the transaction that adds the entry: whoever sees the one sees the other. */
    private Uni<Void> noteForeignHash(SqlConnection transaction, TenantId tenant, SuppressionEvent event) {
        return event instanceof SuppressionAdded added && added.foreignHash() != null
                ? foreignHashes.note(transaction, tenant)
                : Uni.createFrom().voidItem();
    }

    /** An entry on the tenant's number of a person holds at all addresses of the person: a check names one of those. */
    private Uni<List<AddressKey>> affected(SqlConnection transaction, TenantId tenant, KeyedAddress address) {
        if (address.kind() != AddressKind.EXTERNAL_ID) {
            return Uni.createFrom().item(List.of(address.key()));
        }
        return subjects.findByAddress(transaction, tenant, List.of(address)).map(found -> Stream.concat(
                        Stream.of(address), found.stream().flatMap(subject -> subject.reachableOn(null).stream()))
                .map(KeyedAddress::key)
                .distinct()
                .toList());
    }

    /** What cannot be read may have been on an alias: from here on the tenant's checks look at those, too, and find it incomplete. */
    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return incomplete.note(transaction, tenant, recordKey).chain(() -> foreignHashes.note(transaction, tenant));
    }
}
