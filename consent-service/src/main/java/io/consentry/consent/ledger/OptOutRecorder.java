package io.consentry.consent.ledger;

import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
import io.consentry.contract.event.PreferenceEvent.WithdrawalUndone;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Records what people did themselves on preference-service's links and pages. */
@ApplicationScoped
public class OptOutRecorder {

    private final SubjectStore subjects;
    private final LedgerStore ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    OptOutRecorder(SubjectStore subjects, LedgerStore ledger, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Withdraws for everybody who is known by the address; an unknown address becomes a subject, so that its opt-out is kept. An opt-out
     * that stands is not recorded again.
     */
    public Uni<Void> withdraw(SqlConnection transaction, Tenant tenant, UUID cause, WithdrawalReceived received) {
        List<KeyedAddress> address = List.of(received.address());
        return subjects.lock(transaction, tenant.id(), address)
                .chain(() -> subjects.findByAddress(transaction, tenant.id(), address))
                .chain(found -> found.isEmpty()
                        ? subjects.createByKey(transaction, tenant.id(), received.address())
                                .map(List::of)
                        : Uni.createFrom().item(found))
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(subject -> subjects.lock(transaction, tenant.id(), subject.id())
                                .chain(() -> subjects.find(transaction, tenant.id(), subject.id()))
                                .chain(current -> withdraw(
                                        transaction,
                                        tenant,
                                        cause,
                                        received,
                                        current.orElse(subject),
                                        found.size() == 1)))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    /** One person's opt-out covers all their addresses; on a shared one it covers that address only, for the others said nothing. */
    private Uni<Void> withdraw(
            SqlConnection transaction,
            Tenant tenant,
            UUID cause,
            WithdrawalReceived received,
            Subject subject,
            boolean alone) {
        RequestedDecision decision =
                new RequestedDecision(ConsentAction.WITHDRAW, received.purpose(), received.channel(), null);
        List<KeyedAddress> reachable = subject.reachableOn(received.channel());
        List<KeyedAddress> addresses =
                alone && reachable.contains(received.address()) ? reachable : List.of(received.address());
        Evidence evidence = Evidence.ofEvent(received.method(), received.occurredAt());
        return writer.lockFacts(transaction, tenant, addresses)
                .chain(facts -> facts.values().stream()
                                .allMatch(
                                        known -> known.isOptedOut(subject.id(), received.purpose(), received.channel()))
                        ? Uni.createFrom().voidItem()
                        : write(transaction, tenant, subject, decision, addresses, evidence, cause));
    }

    /** Restores the consents that the withdrawal had ended, unless the person decided anew since. */
    public Uni<Void> undo(SqlConnection transaction, Tenant tenant, UUID cause, WithdrawalUndone undone) {
        return ledger.causedBy(transaction, tenant.id(), undone.withdrawal()).chain(withdrawals -> Multi.createFrom()
                .iterable(withdrawals)
                .onItem()
                .transformToUniAndConcatenate(withdrawal -> undoOne(transaction, tenant, cause, undone, withdrawal))
                .collect()
                .last()
                .replaceWithVoid());
    }

    private Uni<Void> undoOne(
            SqlConnection transaction, Tenant tenant, UUID cause, WithdrawalUndone undone, RecordedEvent withdrawal) {
        ConsentChange change = withdrawal.event().change();
        return subjects.lock(transaction, tenant.id(), change.subjectId())
                .chain(() -> ledger.history(transaction, tenant.id(), change.subjectId()))
                .map(history -> SubjectConsents.before(history, withdrawal, change.purpose(), change.channel()).stream()
                        .filter(consent -> isUntouchedSince(history, withdrawal, consent))
                        .toList())
                .chain(restored -> Multi.createFrom()
                        .iterable(restored)
                        .onItem()
                        .transformToUniAndConcatenate(consent -> restore(transaction, tenant, cause, undone, consent))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private static boolean isUntouchedSince(
            List<RecordedEvent> history, RecordedEvent withdrawal, RecordedEvent consent) {
        ConsentChange change = consent.event().change();
        return SubjectConsents.standing(history, null, null).stream()
                .filter(fact -> change.purpose() != null
                        && change.channel() != null
                        && fact.covers(change.purpose(), change.channel()))
                .reduce((earlier, later) -> later)
                .filter(last -> last.eventId().equals(withdrawal.id()))
                .isPresent();
    }

    private Uni<Void> restore(
            SqlConnection transaction, Tenant tenant, UUID cause, WithdrawalUndone undone, RecordedEvent consent) {
        ConsentChange change = consent.event().change();
        RequestedDecision decision =
                new RequestedDecision(ConsentAction.GRANT, change.purpose(), change.channel(), change.validUntil());
        Evidence evidence = Evidence.ofEvent(change.method(), undone.occurredAt());
        return write(
                transaction,
                tenant,
                new Subject(change.subjectId(), List.of()),
                decision,
                change.addresses(),
                evidence,
                cause);
    }

    private Uni<Void> write(
            SqlConnection transaction,
            Tenant tenant,
            Subject subject,
            RequestedDecision decision,
            List<KeyedAddress> addresses,
            Evidence evidence,
            UUID cause) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        RecordedEvent recorded = new RecordedEvent(
                UUID.randomUUID(), ConsentLedger.event(subject.id(), decision, addresses, evidence, recordedAt, cause));
        return writer.lockFacts(transaction, tenant, addresses)
                .chain(facts -> writer.write(transaction, tenant, List.of(recorded), evidence, facts))
                .replaceWithVoid();
    }
}
