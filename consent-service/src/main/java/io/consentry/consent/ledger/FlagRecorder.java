package io.consentry.consent.ledger;

import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectMergeStore;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Records what a person is marked as, at every address of the person. */
@ApplicationScoped
class FlagRecorder {

    private final SubjectStore subjects;
    private final SubjectMergeStore merges;
    private final LedgerWriter writer;
    private final Clock clock;

    FlagRecorder(SubjectStore subjects, SubjectMergeStore merges, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
        this.merges = merges;
        this.writer = writer;
        this.clock = clock;
    }

    /** What was recorded, and the token that makes it visible. */
    record Recorded(RecordedSubjectEvent flags, ConsistencyToken token) {}

    /** Whoever adds an address holds the person's lock, so that none is missed between the look and the write. */
    Uni<Recorded> record(SqlConnection transaction, Tenant tenant, SubjectId id, FlagCommand command) {
        return subjects.locked(transaction, tenant.id(), id)
                .chain(subject -> merges.ids(transaction, tenant.id(), subject.id())
                        .chain(ids -> write(transaction, tenant, subject, ids, command)));
    }

    /** Under each id that means the person: what one of them was marked as before they were merged is the person's to clear. */
    private Uni<Recorded> write(
            SqlConnection transaction, Tenant tenant, Subject subject, List<SubjectId> ids, FlagCommand command) {
        List<KeyedAddress> addresses = subject.reachableOn(null);
        return writer.lockFacts(transaction, tenant, addresses).chain(facts -> {
            Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            List<RecordedSubjectEvent> flags = ids.stream()
                    .map(id -> new RecordedSubjectEvent(UUID.randomUUID(), command.event(id, addresses, recordedAt)))
                    .toList();
            return writer.writeChanges(
                            transaction, tenant, flags, command.evidence(), LedgerWriter.foldChanges(facts, flags))
                    .map(token -> new Recorded(flags.get(0), token));
        });
    }
}
