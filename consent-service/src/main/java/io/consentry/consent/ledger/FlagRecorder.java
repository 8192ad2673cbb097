package io.consentry.consent.ledger;

import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Records what a person is marked as, at every address of the person. */
@ApplicationScoped
class FlagRecorder {

    private final SubjectStore subjects;
    private final LedgerWriter writer;
    private final Clock clock;

    FlagRecorder(SubjectStore subjects, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
        this.writer = writer;
        this.clock = clock;
    }

    /** What was recorded, and the token that makes it visible. */
    record Recorded(RecordedSubjectEvent flags, ConsistencyToken token) {}

    /** Whoever adds an address holds the person's lock, so that none is missed between the look and the write. */
    Uni<Recorded> record(SqlConnection transaction, Tenant tenant, SubjectId id, FlagCommand command) {
        return subjects.lockSubjects(transaction, tenant.id(), List.of(id))
                .chain(() -> subjects.find(transaction, tenant.id(), id))
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("subject")))
                .chain(subject -> write(transaction, tenant, subject, command));
    }

    private Uni<Recorded> write(SqlConnection transaction, Tenant tenant, Subject subject, FlagCommand command) {
        List<KeyedAddress> addresses = subject.reachableOn(null);
        return writer.lockFacts(transaction, tenant, addresses).chain(facts -> {
            RecordedSubjectEvent flags = new RecordedSubjectEvent(
                    UUID.randomUUID(),
                    command.event(subject.id(), addresses, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            return writer.writeChanges(
                            transaction,
                            tenant,
                            List.of(flags),
                            command.evidence(),
                            LedgerWriter.foldChanges(facts, List.of(flags)))
                    .map(token -> new Recorded(flags, token));
        });
    }
}
