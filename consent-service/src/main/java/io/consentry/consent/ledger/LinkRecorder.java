package io.consentry.consent.ledger;

import io.consentry.consent.subject.KnownIdentifier;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent.IdentifierLinked;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Records that a person is known by a further identifier. Nothing is allowed at it by that: a consent covers the addresses that were given
 * with it. What closes the person's other addresses, such as a flag, closes this one.
 */
@ApplicationScoped
class LinkRecorder {

    private final SubjectStore subjects;
    private final LedgerWriter writer;
    private final Clock clock;

    LinkRecorder(SubjectStore subjects, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
        this.writer = writer;
        this.clock = clock;
    }

    /** What was recorded, and the token that makes it visible. */
    record Recorded(RecordedSubjectEvent change, KnownIdentifier identifier, ConsistencyToken token) {}

    Uni<Recorded> link(SqlConnection transaction, Tenant tenant, SubjectId id, LinkRequest.Command command) {
        KeyedAddress keyed = AddressKeys.keyed(tenant.keys(), command.address());
        return subjects.lock(transaction, tenant.id(), List.of(keyed))
                .chain(() -> find(transaction, tenant, id))
                .call(person -> subjects.findByAddress(transaction, tenant.id(), List.of(keyed))
                        .invoke(holders -> requireFree(person, holders)))
                .call(person -> subjects.lockSubjects(transaction, tenant.id(), List.of(person.id())))
                .chain(person -> find(transaction, tenant, person.id()))
                .chain(person -> subjects.addIdentifiers(transaction, tenant, person, List.of(command.address())))
                .chain(person -> record(transaction, tenant, person, keyed, command));
    }

    private Uni<Subject> find(SqlConnection transaction, Tenant tenant, SubjectId id) {
        return subjects.find(transaction, tenant.id(), id)
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("subject")));
    }

    /** Whose it is stays untold: who writes may know it, but a form that passes the answer on must not. */
    private static void requireFree(Subject person, List<Subject> holders) {
        boolean own = holders.stream().anyMatch(holder -> holder.id().equals(person.id()));
        if (!own && !holders.isEmpty()) {
            throw new RefusedException(
                    ProblemType.IDENTIFIER_TAKEN,
                    "Merge the two when they are one person; record a number that changed hands as reassigned.",
                    List.of(new Violation("identifier", "taken", "somebody else is known by it")));
        }
    }

    private Uni<Recorded> record(
            SqlConnection transaction,
            Tenant tenant,
            Subject person,
            KeyedAddress address,
            LinkRequest.Command command) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RecordedSubjectEvent linked = new RecordedSubjectEvent(
                UUID.randomUUID(),
                new IdentifierLinked(
                        person.id(),
                        List.of(address),
                        command.verified(),
                        command.expiresAt(),
                        command.evidence().occurredAt(),
                        recordedAt));
        List<KeyedAddress> all = Stream.concat(person.reachableOn(null).stream(), Stream.of(address))
                .distinct()
                .toList();
        return subjects.describe(
                        transaction, tenant.id(), person.id(), address, command.verified(), command.expiresAt())
                .chain(identifier -> writer.lockFacts(transaction, tenant, all)
                        .map(facts -> LedgerWriter.foldChanges(
                                ConsentRecorder.withWhatThePersonCarries(person, facts), List.of(linked)))
                        .chain(after ->
                                writer.writeChanges(transaction, tenant, List.of(linked), command.evidence(), after))
                        .map(token -> new Recorded(linked, identifier, token)));
    }
}
