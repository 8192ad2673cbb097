package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.subject.Identifier;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectMergeStore;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.Actor;
import io.consentry.contract.AddressKey;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Takes back what an import recorded, some people at a time; see {@link Retraction} for what stays. */
@ApplicationScoped
public class ImportRetractor {

    private final SubjectStore subjects;
    private final SubjectMergeStore merges;
    private final LedgerStore ledger;
    private final RetractionWriter writer;
    private final Clock clock;

    ImportRetractor(
            SubjectStore subjects, SubjectMergeStore merges, LedgerStore ledger, RetractionWriter writer, Clock clock) {
        this.subjects = subjects;
        this.merges = merges;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** Decisions that were taken back, and those that stay. */
    public record Retracted(int retracted, int kept) {}

    /** @param imported what the import recorded of each person: all of it, since one's decisions hang together */
    public Uni<Retracted> retract(
            SqlConnection transaction,
            Tenant tenant,
            Map<PurposeKey, Purpose> purposes,
            UUID importId,
            Map<SubjectId, Set<UUID>> imported) {
        return lock(transaction, tenant, imported.keySet())
                .chain(() -> merges.people(transaction, tenant.id(), imported.keySet()))
                .map(meant -> byPerson(imported, meant))
                .chain(byPerson -> ledger.historiesOfKin(transaction, tenant.id(), byPerson.keySet())
                        .chain(histories -> writer.lockFacts(transaction, tenant, histories.values())
                                .chain(facts -> write(
                                        transaction,
                                        tenant,
                                        importId,
                                        facts,
                                        retractions(purposes, histories, byPerson)))));
    }

    /** What was recorded of several who are one person by now hangs together, too. */
    private static Map<SubjectId, Set<UUID>> byPerson(
            Map<SubjectId, Set<UUID>> imported, Map<SubjectId, SubjectId> meant) {
        Map<SubjectId, Set<UUID>> byPerson = new HashMap<>();
        imported.forEach((subject, events) -> byPerson.computeIfAbsent(
                        meant.getOrDefault(subject, subject), person -> new HashSet<>())
                .addAll(events));
        return byPerson;
    }

    private Uni<Void> lock(SqlConnection transaction, Tenant tenant, Set<SubjectId> people) {
        return subjects.findAll(transaction, tenant.id(), people)
                .chain(found -> subjects.lock(
                        transaction,
                        tenant.id(),
                        found.stream()
                                .flatMap(subject -> subject.identifiers().stream())
                                .map(Identifier::address)
                                .toList()))
                .chain(() -> subjects.findAll(transaction, tenant.id(), people))
                .chain(found -> subjects.lockSubjects(
                        transaction,
                        tenant.id(),
                        Stream.concat(people.stream(), found.stream().map(Subject::id))
                                .toList()));
    }

    private List<Retraction> retractions(
            Map<PurposeKey, Purpose> purposes,
            Map<SubjectId, List<RecordedEvent>> histories,
            Map<SubjectId, Set<UUID>> imported) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Retraction> all = new ArrayList<>();
        imported.forEach((subject, ids) -> {
            List<RecordedEvent> history = histories.getOrDefault(subject, List.of());
            all.add(
                    LedgerStore.isCut(history)
                            ? new Retraction(List.of(), Map.of(), 0, ids.size())
                            : Retraction.of(history, ids, change -> needsConsent(purposes, change), now, Actor.AGENT));
        });
        return all;
    }

    /** Without a consent nothing goes out by electronic means, nor for a purpose that rests on consent. */
    private static boolean needsConsent(Map<PurposeKey, Purpose> purposes, ConsentChange change) {
        if (change.channel() != null && change.channel().isElectronic()) {
            return true;
        }
        return purposes.values().stream()
                .filter(purpose -> change.purpose() == null || change.purpose().equals(purpose.key()))
                .allMatch(Purpose::needsConsent);
    }

    private Uni<Retracted> write(
            SqlConnection transaction,
            Tenant tenant,
            UUID importId,
            Map<AddressKey, ContactFacts> facts,
            List<Retraction> retractions) {
        Retracted counts = new Retracted(
                retractions.stream().mapToInt(Retraction::retracted).sum(),
                retractions.stream().mapToInt(Retraction::kept).sum());
        return writer.write(
                        transaction,
                        tenant,
                        facts,
                        retractions,
                        recorded -> Evidence.ofTenant(
                                recorded.event().change().occurredAt(), "undo of import " + importId, null))
                .replaceWith(counts);
    }
}
