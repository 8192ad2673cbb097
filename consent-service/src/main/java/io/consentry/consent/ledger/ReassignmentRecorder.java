package io.consentry.consent.ledger;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.Actor;
import io.consentry.contract.AddressKey;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentExpired;
import io.consentry.contract.event.SubjectEvent.NumberReassigned;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Records that a telephone number was given to somebody else (rule D-15). Nobody who had it is known by it any more; consents end at the
 * number, and altogether where they stood at no other address; opt-outs stay.
 */
@ApplicationScoped
class ReassignmentRecorder {

    private final SubjectStore subjects;
    private final LedgerStore ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    ReassignmentRecorder(SubjectStore subjects, LedgerStore ledger, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** What was recorded of each who had the number and of their consents, and the token that makes it visible. */
    record Recorded(List<RecordedSubjectEvent> holders, List<RecordedEvent> ended, ConsistencyToken token) {}

    Uni<Recorded> reassign(SqlConnection transaction, Tenant tenant, ReassignmentRequest.Command command) {
        KeyedAddress number = AddressKeys.keyed(tenant.keys(), command.number());
        return subjects.lock(transaction, tenant.id(), List.of(number))
                .chain(() -> holders(transaction, tenant, number))
                .invoke(holders -> {
                    if (holders.isEmpty()) {
                        throw RefusedException.notFound("subject");
                    }
                })
                .call(holders -> subjects.lockSubjects(transaction, tenant.id(), ids(holders)))
                .chain(() -> holders(transaction, tenant, number))
                .chain(holders -> ledger.people(transaction, tenant.id(), ids(holders))
                        .chain(said -> writer.lockFacts(transaction, tenant, addresses(number, holders))
                                .chain(facts -> record(transaction, tenant, number, command, holders, said, facts))));
    }

    private Uni<List<Subject>> holders(SqlConnection transaction, Tenant tenant, KeyedAddress number) {
        return subjects.findByAddress(transaction, tenant.id(), List.of(number));
    }

    private Uni<Recorded> record(
            SqlConnection transaction,
            Tenant tenant,
            KeyedAddress number,
            ReassignmentRequest.Command command,
            List<Subject> holders,
            Map<SubjectId, ContactFacts> said,
            Map<AddressKey, ContactFacts> facts) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant occurredAt = command.evidence().occurredAt();
        List<RecordedSubjectEvent> changes = new ArrayList<>();
        List<RecordedEvent> ended = new ArrayList<>();
        for (Subject holder : holders) {
            UUID id = UUID.randomUUID();
            changes.add(new RecordedSubjectEvent(
                    id, new NumberReassigned(holder.id(), List.of(number), occurredAt, recordedAt)));
            standingNowhereElse(number, holder, said.getOrDefault(holder.id(), ContactFacts.EMPTY), facts)
                    .map(consent -> expired(consent, number, occurredAt, recordedAt, id))
                    .forEach(ended::add);
        }
        Map<AddressKey, ContactFacts> after = LedgerWriter.foldChanges(facts, changes);
        return subjects.end(transaction, tenant.id(), number, recordedAt)
                .chain(() -> writer.writeChanges(transaction, tenant, changes, command.evidence(), after))
                .chain(token -> ended.isEmpty()
                        ? Uni.createFrom().item(token)
                        : writer.write(transaction, tenant, ended, any -> command.evidence(), after))
                .map(token -> new Recorded(changes, ended, token));
    }

    /** The consents of a person that stand at the number and at no other address of the person. */
    private static Stream<ConsentFact> standingNowhereElse(
            KeyedAddress number, Subject holder, ContactFacts said, Map<AddressKey, ContactFacts> facts) {
        return said.consents().stream()
                .filter(consent -> consent.status().isValid())
                .filter(consent -> stands(consent, number, facts))
                .filter(consent -> holder.reachableOn(null).stream()
                        .filter(address -> !address.equals(number))
                        .noneMatch(address -> stands(consent, address, facts)));
    }

    private static boolean stands(ConsentFact consent, KeyedAddress address, Map<AddressKey, ContactFacts> facts) {
        return facts.getOrDefault(address.key(), ContactFacts.EMPTY).consents().stream()
                .anyMatch(fact -> fact.eventId().equals(consent.eventId()));
    }

    private static RecordedEvent expired(
            ConsentFact consent, KeyedAddress number, Instant occurredAt, Instant recordedAt, UUID cause) {
        return new RecordedEvent(
                UUID.randomUUID(),
                new ConsentExpired(new ConsentChange(
                        consent.subjectId(),
                        consent.purpose(),
                        consent.channel(),
                        List.of(number),
                        occurredAt,
                        recordedAt,
                        Actor.SYSTEM,
                        CaptureMethod.API,
                        null,
                        null,
                        cause,
                        null)));
    }

    private static List<KeyedAddress> addresses(KeyedAddress number, List<Subject> holders) {
        return Stream.concat(Stream.of(number), holders.stream().flatMap(holder -> holder.reachableOn(null).stream()))
                .distinct()
                .toList();
    }

    private static List<SubjectId> ids(List<Subject> holders) {
        return holders.stream().map(Subject::id).toList();
    }
}
