package io.consentry.consent.intake;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.ContactFactsStore;
import io.consentry.consent.facts.ForeignHashStore;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.TenantId;
import io.consentry.contract.Topic;
import io.consentry.contract.event.DomainEvent;
import io.consentry.contract.event.RegistryEvent.RegistryCleansed;
import io.consentry.contract.event.SuppressionEvent;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.EventListener;
import io.consentry.kit.inbox.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /** Whoever is merged meanwhile would be missed where an entry holds at every address of a person. */
    @Override
    public Uni<Void> lock(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> events) {
        return subjects.lock(transaction, tenant, List.of());
    }

    @Override
    public Uni<Void> on(SqlConnection transaction, TenantId tenant, List<ReceivedEvent> events) {
        Map<Boolean, List<DomainEvent>> ofRegistries = events.stream()
                .map(ReceivedEvent::event)
                .collect(Collectors.partitioningBy(RegistryCleansed.class::isInstance));
        return Each.inOrder(
                        ofRegistries.getOrDefault(true, List.of()),
                        run -> registries.add(transaction, tenant, (RegistryCleansed) run))
                .chain(() -> applyAll(
                        transaction,
                        tenant,
                        ofRegistries.getOrDefault(false, List.of()).stream()
                                .map(SuppressionListener::ofAnAddress)
                                .toList()));
    }

    private static SuppressionEvent ofAnAddress(DomainEvent event) {
        if (event instanceof SuppressionEvent suppression) {
            return suppression;
        }
        throw new IllegalArgumentException("not a suppression event: " + event.wireName());
    }

    private Uni<Void> applyAll(SqlConnection transaction, TenantId tenant, List<SuppressionEvent> events) {
        return noteForeignHashes(transaction, tenant, events)
                .chain(() -> peopleBehind(transaction, tenant, events))
                .chain(people -> apply(transaction, tenant, events, people));
    }

    private Uni<Void> apply(
            SqlConnection transaction, TenantId tenant, List<SuppressionEvent> events, List<Subject> people) {
        Set<AddressKey> keys = new TreeSet<>();
        events.forEach(event -> keys.addAll(affected(event.address(), people)));
        return facts.lock(transaction, tenant, keys).chain(known -> {
            Map<AddressKey, ContactFacts> changed = new TreeMap<>(known);
            events.forEach(event -> affected(event.address(), people)
                    .forEach(key -> changed.computeIfPresent(key, (same, before) -> before.apply(event))));
            return facts.save(transaction, tenant, changed);
        });
    }

    /** Who goes by the tenant's own numbers that the events are about. */
    private Uni<List<Subject>> peopleBehind(SqlConnection transaction, TenantId tenant, List<SuppressionEvent> events) {
        List<KeyedAddress> numbers = events.stream()
                .map(SuppressionEvent::address)
                .filter(address -> address.kind() == AddressKind.EXTERNAL_ID)
                .distinct()
                .toList();
        return numbers.isEmpty()
                ? Uni.createFrom().item(List.of())
                : subjects.findByAddress(transaction, tenant, numbers);
    }

    /** In the transaction that adds the entries: whoever sees the one sees the other. */
    private Uni<Void> noteForeignHashes(SqlConnection transaction, TenantId tenant, List<SuppressionEvent> events) {
        boolean foreign = events.stream()
                .anyMatch(event -> event instanceof SuppressionAdded added && added.foreignHash() != null);
        return foreign
                ? foreignHashes.note(transaction, tenant)
                : Uni.createFrom().voidItem();
    }

    /** An entry on the tenant's number of a person holds at all addresses of the person: a check names one of those. */
    private static Set<AddressKey> affected(KeyedAddress address, List<Subject> people) {
        Set<AddressKey> keys = new TreeSet<>(Set.of(address.key()));
        if (address.kind() == AddressKind.EXTERNAL_ID) {
            people.stream()
                    .filter(subject -> subject.has(address))
                    .flatMap(subject -> subject.reachableOn(null).stream())
                    .forEach(reachable -> keys.add(reachable.key()));
        }
        return keys;
    }

    /** What cannot be read may have been on an alias: from here on the tenant's checks look at those, too, and find it incomplete. */
    @Override
    public Uni<Void> onParked(SqlConnection transaction, TenantId tenant, Topic topic, String recordKey) {
        return incomplete.note(transaction, tenant, recordKey).chain(() -> foreignHashes.note(transaction, tenant));
    }
}
