package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectResolver;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.event.SubjectEvent.SubjectActive;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Records what people did, at every address of theirs (capability C7). What had ended before that does not come back. */
@ApplicationScoped
class ActivityRecorder {

    private final SubjectResolver resolver;
    private final SubjectStore subjects;
    private final PurposeCatalogue purposes;
    private final LedgerWriter writer;
    private final Clock clock;

    ActivityRecorder(
            SubjectResolver resolver,
            SubjectStore subjects,
            PurposeCatalogue purposes,
            LedgerWriter writer,
            Clock clock) {
        this.resolver = resolver;
        this.subjects = subjects;
        this.purposes = purposes;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param activity empty where a later activity of the person is on record: then nothing changes
     * @param token empty where nothing was written
     */
    record Recorded(Subject person, Optional<RecordedSubjectEvent> activity, Optional<ConsistencyToken> token) {}

    Uni<Recorded> record(SqlConnection transaction, Tenant tenant, ActivityCommand command) {
        return resolver.one(transaction, tenant, command.addresses())
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("subject")))
                .chain(found -> subjects.locked(transaction, tenant.id(), found.id()))
                .chain(person -> purposes.in(transaction, tenant.id())
                        .map(catalogue -> new Lapses(catalogue, tenant.zone()))
                        .chain(lapses -> record(transaction, tenant, lapses, person, command)));
    }

    private Uni<Recorded> record(
            SqlConnection transaction, Tenant tenant, Lapses lapses, Subject person, ActivityCommand command) {
        List<KeyedAddress> addresses = person.reachableOn(null);
        return writer.lockFacts(transaction, tenant, addresses).chain(facts -> {
            boolean isNews = facts.values().stream()
                    .flatMap(known -> known.lastActivity(person.id()).stream())
                    .allMatch(last -> last.isBefore(command.occurredAt()));
            return isNews
                    ? write(transaction, tenant, lapses, person, command, facts)
                    : Uni.createFrom().item(new Recorded(person, Optional.empty(), Optional.empty()));
        });
    }

    /** First the ends of what the activity comes too late for: from it on, the ledger alone would no longer tell that they ended. */
    private Uni<Recorded> write(
            SqlConnection transaction,
            Tenant tenant,
            Lapses lapses,
            Subject person,
            ActivityCommand command,
            Map<AddressKey, ContactFacts> facts) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<RecordedEvent> ended = lapses.of(person, facts, command.occurredAt(), recordedAt);
        RecordedSubjectEvent activity = new RecordedSubjectEvent(
                UUID.randomUUID(),
                new SubjectActive(
                        person.id(), person.reachableOn(null), command.kind(), command.occurredAt(), recordedAt));
        Map<AddressKey, ContactFacts> after =
                LedgerWriter.foldChanges(LedgerWriter.fold(facts, ended), List.of(activity));
        return (ended.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : writer.write(transaction, tenant, ended, ExpiryRecorder::evidence, facts))
                .chain(() -> writer.writeChanges(
                        transaction,
                        tenant,
                        List.of(activity),
                        Evidence.ofTenant(command.occurredAt(), command.reference(), null),
                        after))
                .map(token -> new Recorded(person, Optional.of(activity), Optional.of(token)));
    }
}
