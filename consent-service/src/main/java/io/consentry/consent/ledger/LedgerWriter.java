package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.ContactFactsStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.kit.flow.Each;
import io.consentry.kit.outbox.Outbox;
import io.consentry.kit.outbox.OutgoingEvent;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** Puts events into ledger, contact facts and outbox: all in the caller's transaction, so that none is ever without the others. */
@ApplicationScoped
class LedgerWriter {

    private final LedgerStore ledger;
    private final ConsentRequestStore requests;
    private final RecordingStore recordings;
    private final ContactFactsStore factsStore;
    private final Outbox outbox;

    LedgerWriter(
            LedgerStore ledger,
            ConsentRequestStore requests,
            RecordingStore recordings,
            ContactFactsStore factsStore,
            Outbox outbox) {
        this.ledger = ledger;
        this.requests = requests;
        this.recordings = recordings;
        this.factsStore = factsStore;
        this.outbox = outbox;
    }

    Uni<Map<AddressKey, ContactFacts>> lockFacts(
            SqlConnection transaction, Tenant tenant, List<KeyedAddress> addresses) {
        return factsStore.lock(
                transaction,
                tenant.id(),
                addresses.stream().map(KeyedAddress::key).toList());
    }

    /** The same of those addresses alone that are known; what is written of the others goes through {@link #writeMany}. */
    Uni<Map<AddressKey, ContactFacts>> lockKnownFacts(
            SqlConnection transaction, Tenant tenant, List<KeyedAddress> addresses) {
        return factsStore.lockKnown(
                transaction,
                tenant.id(),
                addresses.stream().map(KeyedAddress::key).toList());
    }

    /** The same facts without the lock, for who only wants to know. */
    Uni<Map<AddressKey, ContactFacts>> readFacts(
            SqlConnection transaction, Tenant tenant, List<KeyedAddress> addresses) {
        return factsStore.read(
                transaction,
                tenant.id(),
                addresses.stream().map(KeyedAddress::key).toList());
    }

    /** Writes events whose addresses' facts are locked; those that are requests for consent are one person's, asked at once. */
    Uni<ConsistencyToken> write(
            SqlConnection transaction,
            Tenant tenant,
            List<RecordedEvent> events,
            Function<RecordedEvent, Evidence> evidence,
            Map<AddressKey, ContactFacts> facts) {
        return noteRequests(transaction, tenant, events)
                .chain(() -> ledger.append(
                        transaction,
                        tenant.id(),
                        events,
                        recorded -> EvidenceCipher.encrypt(tenant.keys(), recorded.id(), evidence.apply(recorded))))
                .chain(() -> recordings.note(transaction, tenant, events, evidence))
                .chain(() -> factsStore.save(transaction, tenant.id(), fold(facts, events)))
                .chain(() -> outbox.append(transaction, outgoing(tenant, events)));
    }

    /**
     * Writes many events of many people, and what they make known.
     *
     * @param after the facts that have changed; all are locked
     */
    Uni<Void> writeMany(
            SqlConnection transaction, Tenant tenant, ProvenEvents proven, Map<AddressKey, ContactFacts> after) {
        return writeMany(transaction, tenant, proven, after, Map.of());
    }

    /**
     * The same, also of addresses of which nothing was known.
     *
     * @param first the facts of those addresses; fails where something is known by now
     */
    Uni<Void> writeMany(
            SqlConnection transaction,
            Tenant tenant,
            ProvenEvents proven,
            Map<AddressKey, ContactFacts> after,
            Map<AddressKey, ContactFacts> first) {
        List<RecordedEvent> events = proven.events();
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return ledger.appendMany(
                        transaction,
                        tenant.id(),
                        events,
                        recorded -> EvidenceCipher.encrypt(tenant.keys(), recorded.id(), proven.evidenceOf(recorded)))
                .chain(() -> recordings.note(transaction, tenant, events, proven::evidenceOf))
                .chain(() -> factsStore.save(transaction, tenant.id(), after))
                .chain(() -> factsStore.add(transaction, tenant.id(), first))
                .chain(() -> outbox.appendMany(transaction, outgoing(tenant, events)));
    }

    /**
     * Writes changes of what people are or agreed.
     *
     * @param after {@link #foldChanges} of the facts, which are locked
     */
    Uni<ConsistencyToken> writeChanges(
            SqlConnection transaction,
            Tenant tenant,
            List<RecordedSubjectEvent> changes,
            Evidence evidence,
            Map<AddressKey, ContactFacts> after) {
        return Each.inOrder(
                        changes,
                        change -> ledger.append(
                                transaction,
                                tenant.id(),
                                change,
                                EvidenceCipher.encrypt(tenant.keys(), change.id(), evidence)))
                .chain(() -> factsStore.save(transaction, tenant.id(), after))
                .chain(() -> outbox.append(
                        transaction,
                        changes.stream()
                                .map(change -> new OutgoingEvent(
                                        change.id(),
                                        tenant.id(),
                                        change.event(),
                                        change.event().recordedAt(),
                                        null))
                                .toList()));
    }

    /** What is known of addresses after changes, each at the addresses that it touches. */
    static Map<AddressKey, ContactFacts> foldChanges(
            Map<AddressKey, ContactFacts> facts, List<RecordedSubjectEvent> changes) {
        Map<AddressKey, ContactFacts> next = new TreeMap<>(facts);
        for (RecordedSubjectEvent change : changes) {
            change.event().addresses().stream()
                    .map(KeyedAddress::key)
                    .distinct()
                    .forEach(key ->
                            next.computeIfPresent(key, (same, before) -> before.apply(change.id(), change.event())));
        }
        return next;
    }

    private Uni<Void> noteRequests(SqlConnection transaction, Tenant tenant, List<RecordedEvent> events) {
        return events.stream()
                .filter(recorded -> recorded.event() instanceof ConsentRequested)
                .findFirst()
                .map(request -> requests.note(
                                transaction,
                                tenant.id(),
                                request.event().change().subjectId(),
                                request.id())
                        .invoke(first -> requireUnasked(!first))
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Refuses a request for consent to somebody who was asked before; {@link #write} does so, too. */
    Uni<Void> requireUnasked(SqlConnection transaction, Tenant tenant, SubjectId subject) {
        return requests.wasAsked(transaction, tenant.id(), subject)
                .invoke(LedgerWriter::requireUnasked)
                .replaceWithVoid();
    }

    private static void requireUnasked(boolean asked) {
        if (asked) {
            throw new RefusedException(
                    ProblemType.ALREADY_ASKED,
                    "A person may be asked for consent only once, whatever the answer (A-06).");
        }
    }

    static Map<AddressKey, ContactFacts> fold(Map<AddressKey, ContactFacts> facts, List<RecordedEvent> events) {
        Map<AddressKey, ContactFacts> next = new TreeMap<>(facts);
        for (RecordedEvent recorded : events) {
            Set<AddressKey> keys = new TreeSet<>();
            recorded.event().change().addresses().forEach(address -> keys.add(address.key()));
            for (AddressKey key : keys) {
                ContactFacts before = next.getOrDefault(key, ContactFacts.EMPTY);
                next.put(key, before.apply(recorded.id(), recorded.event()));
            }
        }
        return next;
    }

    private static List<OutgoingEvent> outgoing(Tenant tenant, List<RecordedEvent> events) {
        return events.stream()
                .map(recorded -> outgoing(tenant, recorded.id(), recorded.event()))
                .toList();
    }

    private static OutgoingEvent outgoing(Tenant tenant, UUID id, ConsentEvent event) {
        return new OutgoingEvent(
                id,
                tenant.id(),
                event,
                event.change().recordedAt(),
                event.change().cause());
    }
}
