package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.PreferenceEvent;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
import io.consentry.contract.event.PreferenceEvent.WithdrawalUndone;
import io.consentry.kit.flow.Each;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

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

    /** Takes the locks that recording these events needs, before anything is written. */
    public Uni<Void> lock(SqlConnection transaction, TenantId tenant, List<PreferenceEvent> events) {
        List<KeyedAddress> addresses =
                events.stream().map(PreferenceEvent::address).distinct().toList();
        return subjects.lock(transaction, tenant, addresses)
                .chain(() -> subjects.findByAddress(transaction, tenant, addresses))
                .chain(found -> subjects.lockSubjects(
                        transaction, tenant, found.stream().map(Subject::id).toList()));
    }

    /** A withdrawal, and the event that tells of it. */
    public record Told(UUID event, WithdrawalReceived withdrawal) {}

    /**
     * Withdraws for everybody who is known by the addresses; an unknown address becomes a subject, so that its opt-out is kept. The
     * transaction holds the locks of {@link #lock}.
     */
    public Uni<Void> withdraw(SqlConnection transaction, Tenant tenant, List<Told> told) {
        Set<KeyedAddress> addresses =
                told.stream().map(one -> one.withdrawal().address()).collect(Collectors.toCollection(TreeSet::new));
        return subjects.everybodyAt(transaction, tenant.id(), addresses).chain(people -> {
            OptOutBatch batch = new OptOutBatch(people, clock.instant().truncatedTo(ChronoUnit.MICROS));
            told.forEach(batch::add);
            return writer.lockFacts(transaction, tenant, batch.addresses())
                    .map(batch::recordBeside)
                    .chain(changed -> writer.writeMany(transaction, tenant, batch.events(), changed));
        });
    }

    /**
     * Restores the consents that the withdrawal had ended, unless the person decided anew since; under the same locks. A soft opt-in is no
     * consent: a withdrawal ends it for good.
     */
    public Uni<Void> undo(SqlConnection transaction, Tenant tenant, UUID cause, WithdrawalUndone undone) {
        return ledger.causedBy(transaction, tenant.id(), undone.withdrawals())
                .chain(withdrawals -> Each.inOrder(
                        withdrawals, withdrawal -> undoOne(transaction, tenant, cause, undone, withdrawal)));
    }

    private Uni<Void> undoOne(
            SqlConnection transaction, Tenant tenant, UUID cause, WithdrawalUndone undone, RecordedEvent withdrawal) {
        ConsentChange change = withdrawal.event().change();
        return ledger.history(transaction, tenant.id(), change.subjectId())
                .map(history -> SubjectConsents.before(history, withdrawal, change.purpose(), change.channel()).stream()
                        .filter(consent -> consent.event().change().basis() == null)
                        .filter(consent -> isUntouchedSince(history, withdrawal, consent))
                        .toList())
                .chain(restored ->
                        Each.inOrder(restored, consent -> restore(transaction, tenant, cause, undone, consent)));
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
        RequestedDecision decision = new RequestedDecision(
                ConsentAction.GRANT, change.purpose(), change.channel(), change.validUntil(), null);
        Evidence evidence = Evidence.ofEvent(CaptureMethod.UNSUBSCRIBE_LINK, undone.occurredAt())
                .withNotice(change.notice());
        RecordedEvent recorded = event(change.subjectId(), decision, change.addresses(), evidence, cause);
        return writer.lockFacts(transaction, tenant, change.addresses())
                .chain(facts -> write(transaction, tenant, recorded, evidence, facts));
    }

    private RecordedEvent event(
            SubjectId subject,
            RequestedDecision decision,
            List<KeyedAddress> addresses,
            Evidence evidence,
            UUID cause) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new RecordedEvent(
                UUID.randomUUID(), ConsentLedger.event(subject, decision, addresses, evidence, recordedAt, cause));
    }

    private Uni<Void> write(
            SqlConnection transaction,
            Tenant tenant,
            RecordedEvent recorded,
            Evidence evidence,
            Map<AddressKey, ContactFacts> facts) {
        return writer.write(transaction, tenant, List.of(recorded), any -> evidence, facts)
                .replaceWithVoid();
    }
}
