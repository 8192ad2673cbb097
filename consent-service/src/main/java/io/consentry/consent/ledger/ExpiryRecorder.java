package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectMergeStore;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/** Records that consents have ended by themselves, some hundred in one transaction (capability C7). */
@ApplicationScoped
public class ExpiryRecorder {

    private final PurposeCatalogue purposes;
    private final SubjectStore subjects;
    private final SubjectMergeStore merges;
    private final ExpiryStore store;
    private final LedgerWriter writer;
    private final Clock clock;

    ExpiryRecorder(
            PurposeCatalogue purposes,
            SubjectStore subjects,
            SubjectMergeStore merges,
            ExpiryStore store,
            LedgerWriter writer,
            Clock clock) {
        this.purposes = purposes;
        this.subjects = subjects;
        this.merges = merges;
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

    /** A consent to look at, and the person whom its subject means; empty when nothing is known of the person. */
    private record Due(ExpiryScope scope, Optional<Subject> person) {

        static Due of(ExpiryScope scope, Map<SubjectId, SubjectId> meant, Map<SubjectId, Subject> people) {
            return new Due(
                    scope, Optional.ofNullable(meant.get(scope.subjectId())).map(people::get));
        }
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
        return subjects.lock(transaction, tenant.id(), List.of())
                .chain(() -> merges.people(transaction, tenant.id(), ids))
                .chain(meant -> subjects.lockSubjects(transaction, tenant.id(), meant.values())
                        .chain(() -> subjects.findAll(transaction, tenant.id(), meant.values()))
                        .map(people -> people.stream().collect(Collectors.toMap(Subject::id, Function.identity())))
                        .map(people -> due.stream()
                                .map(scope -> Due.of(scope, meant, people))
                                .toList()))
                .chain(scopes -> writer.lockFacts(transaction, tenant, addresses(scopes))
                        .chain(facts ->
                                settle(transaction, tenant, new Lapses(catalogue, tenant.zone()), scopes, facts, now)));
    }

    private Uni<Swept> settle(
            SqlConnection transaction,
            Tenant tenant,
            Lapses lapses,
            List<Due> due,
            Map<AddressKey, ContactFacts> facts,
            Instant now) {
        ProvenEvents ended = new ProvenEvents();
        people(due).forEach(person -> lapses.of(person, facts, now, now)
                .forEach(recorded -> ended.add(recorded, evidence(recorded))));
        Map<AddressKey, ContactFacts> after = LedgerWriter.fold(facts, ended.events());
        return writer.writeMany(transaction, tenant, ended, changed(facts, after))
                .chain(() -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(scope -> look(transaction, tenant, lapses, scope, after))
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
            SqlConnection transaction, Tenant tenant, Lapses lapses, Due due, Map<AddressKey, ContactFacts> facts) {
        return due.person()
                .flatMap(person -> lapses.hint(person, due.scope(), facts))
                .map(hint -> store.keep(transaction, tenant.id(), due.scope(), hint))
                .orElseGet(() -> store.drop(transaction, tenant.id(), due.scope()));
    }

    /** Nobody acted: what shows it is the consent and the clock. */
    static Evidence evidence(RecordedEvent ended) {
        return Evidence.ofClock(ended.event().change().occurredAt());
    }

    private static List<Subject> people(List<Due> due) {
        return due.stream().flatMap(one -> one.person().stream()).distinct().toList();
    }

    private static List<KeyedAddress> addresses(List<Due> due) {
        return people(due).stream()
                .flatMap(person -> person.reachableOn(null).stream())
                .distinct()
                .toList();
    }
}
