package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
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

/** Records what a person agreed about contact hours, at the addresses that the channels reach, and its end. */
@ApplicationScoped
class HoursAgreementRecorder {

    private final SubjectStore subjects;
    private final LedgerStore ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    HoursAgreementRecorder(SubjectStore subjects, LedgerStore ledger, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** What was recorded of the person, and the token that makes it visible. */
    record Recorded(RecordedSubjectEvent change, ConsistencyToken token) {}

    /** Nobody becomes known by the addresses while their locks are held: all who are have to agree before it counts. */
    Uni<Recorded> agree(SqlConnection transaction, Tenant tenant, SubjectId id, HoursAgreementCommand command) {
        return subjects.lock(transaction, tenant.id(), List.of())
                .chain(() -> find(transaction, tenant, id))
                .chain(subject -> {
                    List<KeyedAddress> addresses = covered(subject, command.channels());
                    return subjects.lock(transaction, tenant.id(), addresses)
                            .chain(() -> subjects.findByAddress(transaction, tenant.id(), addresses))
                            .call(people -> subjects.lockSubjects(
                                    transaction,
                                    tenant.id(),
                                    people.stream().map(Subject::id).toList()))
                            .chain(people -> agree(transaction, tenant, subject, command, addresses, people));
                });
    }

    private Uni<Recorded> agree(
            SqlConnection transaction,
            Tenant tenant,
            Subject subject,
            HoursAgreementCommand command,
            List<KeyedAddress> addresses,
            List<Subject> people) {
        Instant recordedAt = now();
        List<RecordedSubjectEvent> agreed = new ArrayList<>();
        agreed.add(recorded(command.event(subject.id(), addresses, recordedAt)));
        people.stream()
                .filter(other -> other.isTwinOf(subject))
                .map(twin -> command.event(twin.id(), shared(addresses, twin), recordedAt))
                .forEach(event -> agreed.add(recorded(event)));
        return ledger.entries(transaction, tenant.id(), subject.id())
                .invoke(history -> HoursAgreementRules.requireLatest(command, history))
                .chain(() -> writer.lockFacts(transaction, tenant, addresses))
                .map(facts -> withPeople(LedgerWriter.foldChanges(facts, agreed), addresses, people))
                .chain(facts -> writer.writeChanges(transaction, tenant, agreed, command.evidence(), facts))
                .map(token -> new Recorded(agreed.get(0), token));
    }

    private static Map<AddressKey, ContactFacts> withPeople(
            Map<AddressKey, ContactFacts> facts, List<KeyedAddress> addresses, List<Subject> people) {
        for (KeyedAddress address : addresses) {
            List<SubjectId> known = people.stream()
                    .filter(person -> person.has(address))
                    .map(Subject::id)
                    .toList();
            facts.computeIfPresent(address.key(), (key, before) -> before.withPeople(known));
        }
        return facts;
    }

    private static List<KeyedAddress> shared(List<KeyedAddress> addresses, Subject twin) {
        return addresses.stream().filter(twin::has).toList();
    }

    private static List<KeyedAddress> covered(Subject subject, List<Channel> channels) {
        List<KeyedAddress> covered = channels.stream()
                .flatMap(channel -> subject.reachableOn(channel).stream())
                .distinct()
                .sorted()
                .toList();
        if (covered.isEmpty()) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "An agreement about hours needs an address that its channels reach.",
                    List.of(new Violation("channels", "no-address", "no address of these channels is known")));
        }
        return covered;
    }

    /** It ends at every address of the person, under the person's lock, as flags are set. */
    Uni<Recorded> end(
            SqlConnection transaction, Tenant tenant, SubjectId id, HoursAgreementEndRequest.Command command) {
        return subjects.locked(transaction, tenant.id(), id).chain(subject -> {
            List<KeyedAddress> addresses = subject.reachableOn(null);
            RecordedSubjectEvent ended = recorded(command.event(subject.id(), addresses, now()));
            return writer.lockFacts(transaction, tenant, addresses)
                    .chain(facts -> writer.writeChanges(
                            transaction,
                            tenant,
                            List.of(ended),
                            command.evidence(),
                            LedgerWriter.foldChanges(facts, List.of(ended))))
                    .map(token -> new Recorded(ended, token));
        });
    }

    private Uni<Subject> find(SqlConnection transaction, Tenant tenant, SubjectId id) {
        return subjects.find(transaction, tenant.id(), id)
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("subject")));
    }

    private static RecordedSubjectEvent recorded(SubjectEvent event) {
        return new RecordedSubjectEvent(UUID.randomUUID(), event);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
