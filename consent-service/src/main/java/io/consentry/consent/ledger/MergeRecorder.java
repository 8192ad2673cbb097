package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.SubjectMerge;
import io.consentry.consent.subject.KnownIdentifier;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectMergeStore;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.ConsistencyToken;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.SubjectEvent;
import io.consentry.contract.event.SubjectEvent.SubjectsMerged;
import io.consentry.contract.event.SubjectEvent.SubjectsUnmerged;
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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Records that two people turned out to be one, or that this was a mistake; while nobody else changes anything about anybody. */
@ApplicationScoped
class MergeRecorder {

    private final SubjectStore subjects;
    private final SubjectMergeStore merges;
    private final LedgerStore ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    MergeRecorder(
            SubjectStore subjects, SubjectMergeStore merges, LedgerStore ledger, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
        this.merges = merges;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** What was recorded, and the token that makes it visible. */
    record Recorded(RecordedSubjectEvent change, ConsistencyToken token) {}

    /** One of two people, as the ledger knows it. */
    private record Side(Subject subject, List<SubjectId> ids, ContactFacts said) {

        List<KeyedAddress> addresses() {
            return subject.reachableOn(null);
        }
    }

    Uni<Recorded> merge(SqlConnection transaction, Tenant tenant, MergeRequest.Command command) {
        return merges.lock(transaction, tenant.id())
                .chain(() -> side(transaction, tenant, "survivorId", command.survivor()))
                .chain(survivor -> side(transaction, tenant, "mergedId", command.merged())
                        .chain(merged -> merge(transaction, tenant, command.evidence(), survivor, merged)));
    }

    private Uni<Side> side(SqlConnection transaction, Tenant tenant, String path, SubjectId id) {
        return subjects.find(transaction, tenant.id(), id)
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("subject")))
                .invoke(person -> requireOwn(path, id, person))
                .chain(person -> merges.ids(transaction, tenant.id(), id)
                        .chain(ids ->
                                ledger.person(transaction, tenant.id(), id).map(said -> new Side(person, ids, said))));
    }

    private static void requireOwn(String path, SubjectId id, Subject person) {
        if (!person.id().equals(id)) {
            throw refused(path, "already-merged", "was merged before: name the person whom it means now");
        }
    }

    private Uni<Recorded> merge(
            SqlConnection transaction, Tenant tenant, Evidence evidence, Side survivor, Side merged) {
        Subject.requireRoom(survivor.subject(), merged.subject());
        RecordedSubjectEvent change = recorded(new SubjectsMerged(
                survivor.subject().id(),
                merged.subject().id(),
                survivor.ids(),
                merged.ids(),
                survivor.addresses(),
                merged.addresses(),
                evidence.occurredAt(),
                now()));
        SubjectsMerged event = (SubjectsMerged) change.event();
        return merges.add(
                        transaction,
                        tenant.id(),
                        change.id(),
                        merged.ids(),
                        survivor.subject().id())
                .chain(() -> writer.lockFacts(transaction, tenant, all(event.addresses(), event.mergedAddresses())))
                .map(facts -> SubjectMerge.after(facts, change.id(), event, survivor.said(), merged.said()))
                .chain(after -> write(transaction, tenant, change, evidence, after));
    }

    /** Only the last merge of a person can be undone: what was merged since was merged with both. */
    Uni<Recorded> unmerge(SqlConnection transaction, Tenant tenant, UnmergeRequest.Command command) {
        return merges.lock(transaction, tenant.id())
                .chain(() -> ledger.find(transaction, tenant.id(), command.mergeEventId()))
                .map(found -> found.map(LedgerEntry::event)
                        .filter(SubjectsMerged.class::isInstance)
                        .map(SubjectsMerged.class::cast)
                        .orElseThrow(() -> RefusedException.notFound("merge")))
                .chain(merge -> requireLast(transaction, tenant, command.mergeEventId(), merge)
                        .chain(() -> separate(transaction, tenant, command, merge)));
    }

    private Uni<Void> requireLast(SqlConnection transaction, Tenant tenant, UUID mergeId, SubjectsMerged merge) {
        return merges.undo(transaction, tenant.id(), mergeId)
                .invoke(stood -> {
                    if (!stood) {
                        throw refused("mergeEventId", "already-undone", "was undone before");
                    }
                })
                .chain(() ->
                        merges.isFollowed(transaction, tenant.id(), mergeId, all(merge.survivors(), merge.merged())))
                .invoke(followed -> {
                    if (followed) {
                        throw refused("mergeEventId", "merged-since", "undo first what was merged with them since");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Recorded> separate(
            SqlConnection transaction, Tenant tenant, UnmergeRequest.Command command, SubjectsMerged merge) {
        return addresses(transaction, tenant, merge.survivors())
                .chain(survivors -> addresses(transaction, tenant, merge.merged())
                        .chain(others -> {
                            RecordedSubjectEvent change = recorded(new SubjectsUnmerged(
                                    merge.subjectId(),
                                    merge.mergedId(),
                                    command.mergeEventId(),
                                    merge.survivors(),
                                    merge.merged(),
                                    survivors,
                                    others,
                                    command.evidence().occurredAt(),
                                    now()));
                            return writer.lockFacts(transaction, tenant, all(survivors, others))
                                    .map(facts -> SubjectMerge.after(facts, (SubjectsUnmerged) change.event()))
                                    .chain(after -> write(transaction, tenant, change, command.evidence(), after));
                        }));
    }

    private Uni<List<KeyedAddress>> addresses(SqlConnection transaction, Tenant tenant, List<SubjectId> ids) {
        return subjects.identifiers(transaction, tenant.id(), ids).map(known -> known.stream()
                .map(KnownIdentifier::address)
                .distinct()
                .sorted()
                .toList());
    }

    private Uni<Recorded> write(
            SqlConnection transaction,
            Tenant tenant,
            RecordedSubjectEvent change,
            Evidence evidence,
            Map<AddressKey, ContactFacts> after) {
        return writer.writeChanges(transaction, tenant, List.of(change), evidence, after)
                .map(token -> new Recorded(change, token));
    }

    private static RefusedException refused(String path, String rule, String message) {
        return new RefusedException(
                ProblemType.MERGE_REFUSED,
                "Not as things are; see violations.",
                List.of(new Violation(path, rule, message)));
    }

    private static <T> List<T> all(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private static RecordedSubjectEvent recorded(SubjectEvent event) {
        return new RecordedSubjectEvent(UUID.randomUUID(), event);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
