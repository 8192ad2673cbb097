package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Records that consents have ended by themselves, some hundred in one transaction (capability C7). */
@ApplicationScoped
public class ExpiryRecorder {

    private final PurposeCatalogue purposes;
    private final SubjectStore subjects;
    private final ExpiryStore store;
    private final LedgerWriter writer;
    private final Clock clock;

    ExpiryRecorder(
            PurposeCatalogue purposes, SubjectStore subjects, ExpiryStore store, LedgerWriter writer, Clock clock) {
        this.purposes = purposes;
        this.subjects = subjects;
        this.store = store;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * What one transaction did.
     *
     * @param looked consents that it looked at
     * @param settled those of them that are not to be looked at again now
     * @param expired those of them, and others of the same people, that had ended
     */
    public record Swept(int looked, int settled, int expired) {}

    /** Records the next ends, at most of so many consents; no other transaction does so meanwhile. */
    public Uni<Swept> sweep(SqlConnection transaction, Tenant tenant, int limit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.lock(transaction)
                .chain(() -> purposes.in(transaction, tenant.id()))
                .chain(catalogue -> store.due(transaction, tenant.id(), catalogue.values(), tenant.zone(), now, limit)
                        .chain(due -> due.isEmpty()
                                ? Uni.createFrom().item(new Swept(0, 0, 0))
                                : settle(transaction, tenant, catalogue, due, now)));
    }

    /** Whoever adds a decision or an address holds the person's lock, so that none is missed between the look and the write. */
    private Uni<Swept> settle(
            SqlConnection transaction,
            Tenant tenant,
            Map<PurposeKey, Purpose> catalogue,
            List<ExpiryScope> due,
            Instant now) {
        List<SubjectId> ids =
                due.stream().map(ExpiryScope::subjectId).distinct().toList();
        return subjects.lockSubjects(transaction, tenant.id(), ids)
                .chain(() -> subjects.findAll(transaction, tenant.id(), ids))
                .chain(people -> writer.lockFacts(transaction, tenant, addresses(people))
                        .chain(facts -> settle(
                                transaction, tenant, new Lapses(catalogue, tenant.zone()), due, people, facts, now)));
    }

    private Uni<Swept> settle(
            SqlConnection transaction,
            Tenant tenant,
            Lapses lapses,
            List<ExpiryScope> due,
            List<Subject> people,
            Map<AddressKey, ContactFacts> facts,
            Instant now) {
        ProvenEvents ended = new ProvenEvents();
        people.forEach(person ->
                lapses.of(person, facts, now, now).forEach(recorded -> ended.add(recorded, evidence(recorded))));
        Map<AddressKey, ContactFacts> after = LedgerWriter.fold(facts, ended.events());
        return writer.writeMany(transaction, tenant, ended, changed(facts, after))
                .chain(() -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(scope -> look(transaction, tenant, lapses, scope, people, after))
                        .collect()
                        .with(Collectors.summingInt(Integer::intValue)))
                .map(settled -> new Swept(due.size(), settled, ended.events().size()));
    }

    private static Map<AddressKey, ContactFacts> changed(
            Map<AddressKey, ContactFacts> before, Map<AddressKey, ContactFacts> after) {
        return after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Uni<Integer> look(
            SqlConnection transaction,
            Tenant tenant,
            Lapses lapses,
            ExpiryScope scope,
            List<Subject> people,
            Map<AddressKey, ContactFacts> facts) {
        Optional<Subject> person = people.stream()
                .filter(subject -> subject.id().equals(scope.subjectId()))
                .findFirst();
        return person.flatMap(found -> lapses.hint(found, scope, facts))
                .map(hint -> store.keep(transaction, tenant.id(), scope, hint))
                .orElseGet(() -> store.drop(transaction, tenant.id(), scope));
    }

    /** Nobody acted: what shows it is the consent and the clock. */
    static Evidence evidence(RecordedEvent ended) {
        return Evidence.ofClock(ended.event().change().occurredAt());
    }

    private static List<KeyedAddress> addresses(List<Subject> people) {
        return people.stream()
                .flatMap(person -> person.reachableOn(null).stream())
                .distinct()
                .toList();
    }
}
