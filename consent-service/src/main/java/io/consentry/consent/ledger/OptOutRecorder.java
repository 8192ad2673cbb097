package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.PreferenceEvent;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
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
import java.util.UUID;

/** Records what people did themselves on preference-service's links and pages. */
@ApplicationScoped
public class OptOutRecorder {

    private final SubjectStore subjects;
    private final LedgerWriter writer;
    private final Clock clock;

    OptOutRecorder(SubjectStore subjects, LedgerWriter writer, Clock clock) {
        this.subjects = subjects;
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

    /**
     * Withdraws for everybody who is known by the address; an unknown address becomes a subject, so that its opt-out is kept. An opt-out
     * that stands is not recorded again when the same link repeats it; one by another link is, so that undoing the first leaves it. The
     * transaction holds the locks of {@link #lock}.
     */
    public Uni<Void> withdraw(SqlConnection transaction, Tenant tenant, UUID cause, WithdrawalReceived received) {
        return subjects.everybodyAt(transaction, tenant.id(), received.address())
                .chain(found -> Each.inOrder(
                        found, subject -> withdraw(transaction, tenant, cause, received, subject, found.size() == 1)));
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
                new RequestedDecision(ConsentAction.WITHDRAW, received.purpose(), received.channel(), null, null);
        List<KeyedAddress> reachable = subject.reachableOn(received.channel());
        List<KeyedAddress> addresses =
                alone && reachable.contains(received.address()) ? reachable : List.of(received.address());
        Evidence evidence = Evidence.ofEvent(received.method(), received.occurredAt());
        return writer.lockFacts(transaction, tenant, addresses)
                .chain(facts -> received.isRepeat()
                                && facts.values().stream()
                                        .allMatch(known ->
                                                known.isOptedOut(subject.id(), received.purpose(), received.channel()))
                        ? Uni.createFrom().voidItem()
                        : write(
                                transaction,
                                tenant,
                                event(subject.id(), decision, addresses, evidence, cause),
                                evidence,
                                facts));
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
