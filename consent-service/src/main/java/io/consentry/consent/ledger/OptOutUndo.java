package io.consentry.consent.ledger;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.Actor;
import io.consentry.contract.AddressKey;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentRetracted;
import io.consentry.contract.event.PreferenceEvent.WithdrawalUndone;
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.DerivedId;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Undoes opt-outs that preference-service had told of. What the person takes back, and nothing later has changed, is retracted, so that
 * it stands neither here nor, by the retraction's event, on the suppression list: exactly that opt-out, and only on a channel on which
 * nothing is sent without a consent. Of any other the consents that it had ended are restored, and it stays.
 */
@ApplicationScoped
public class OptOutUndo {

    private static final Retraction NOTHING = new Retraction(List.of(), Map.of(), 0, 0);

    private final SubjectStore subjects;
    private final LedgerStore ledger;
    private final LedgerWriter writer;
    private final RetractionWriter retractions;
    private final Clock clock;

    OptOutUndo(
            SubjectStore subjects, LedgerStore ledger, LedgerWriter writer, RetractionWriter retractions, Clock clock) {
        this.subjects = subjects;
        this.ledger = ledger;
        this.writer = writer;
        this.retractions = retractions;
        this.clock = clock;
    }

    /** The transaction holds the locks of {@link OptOutRecorder#lock}. */
    public Uni<Void> undo(SqlConnection transaction, Tenant tenant, UUID cause, WithdrawalUndone undone) {
        return ledger.causedBy(transaction, tenant.id(), undone.withdrawals())
                .map(withdrawals -> withdrawals.stream()
                        .collect(Collectors.groupingBy(
                                withdrawal -> withdrawal.event().change().subjectId(),
                                LinkedHashMap::new,
                                Collectors.toList())))
                .chain(byPerson -> Each.inOrder(
                        List.copyOf(byPerson.entrySet()),
                        person -> undo(transaction, tenant, cause, undone, person.getKey(), person.getValue())));
    }

    private Uni<Void> undo(
            SqlConnection transaction,
            Tenant tenant,
            UUID cause,
            WithdrawalUndone undone,
            SubjectId person,
            List<RecordedEvent> withdrawals) {
        return ledger.historyOfKin(transaction, tenant.id(), person).chain(history -> {
            Retraction retraction = retraction(undone, history, withdrawals);
            Set<UUID> taken = takenBy(retraction);
            List<RecordedEvent> kept = withdrawals.stream()
                    .filter(withdrawal -> !taken.contains(withdrawal.id()))
                    .toList();
            return take(transaction, tenant, undone, history, retraction)
                    .chain(() -> Each.inOrder(
                            kept, withdrawal -> restoreEndedBy(transaction, tenant, cause, undone, withdrawal)));
        });
    }

    private Retraction retraction(
            WithdrawalUndone undone, List<RecordedEvent> history, List<RecordedEvent> withdrawals) {
        if (!undone.isOwnAct() || LedgerStore.isCut(history)) {
            return NOTHING;
        }
        Set<UUID> ids = withdrawals.stream().map(RecordedEvent::id).collect(Collectors.toSet());
        return Retraction.of(history, ids, OptOutUndo::needsConsent, now(), Actor.SUBJECT);
    }

    private static boolean needsConsent(ConsentChange change) {
        return change.channel() != null && change.channel().isElectronic();
    }

    private static Set<UUID> takenBy(Retraction retraction) {
        return retraction.events().stream()
                .filter(recorded -> recorded.event() instanceof ConsentRetracted)
                .map(recorded -> recorded.event().change().cause())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Uni<Void> take(
            SqlConnection transaction,
            Tenant tenant,
            WithdrawalUndone undone,
            List<RecordedEvent> history,
            Retraction retraction) {
        if (retraction.events().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return retractions
                .lockFacts(transaction, tenant, List.of(history))
                .chain(facts -> retractions.write(
                        transaction,
                        tenant,
                        facts,
                        List.of(retraction),
                        recorded -> Evidence.ofEvent(recorded.event().change().method(), undone.occurredAt())));
    }

    /** A new grant for each consent that an opt-out had ended, unless the person decided anew since. A soft opt-in is none. */
    private Uni<Void> restoreEndedBy(
            SqlConnection transaction, Tenant tenant, UUID cause, WithdrawalUndone undone, RecordedEvent withdrawal) {
        ConsentChange change = withdrawal.event().change();
        return ledger.history(transaction, tenant.id(), change.subjectId())
                .map(history -> SubjectConsents.before(history, withdrawal, change.purpose(), change.channel()).stream()
                        .filter(consent -> consent.event().change().basis() == null)
                        .filter(consent -> isUntouchedSince(history, withdrawal, consent))
                        .toList())
                .chain(restored -> subjects.find(transaction, tenant.id(), change.subjectId())
                        .chain(person -> Each.inOrder(
                                restored,
                                consent -> restore(
                                        transaction,
                                        tenant,
                                        cause,
                                        undone,
                                        change.subjectId(),
                                        consent,
                                        stillOf(person, consent)))));
    }

    private static boolean isUntouchedSince(
            List<RecordedEvent> history, RecordedEvent withdrawal, RecordedEvent consent) {
        ConsentChange change = consent.event().change();
        List<ConsentFact> covering = SubjectConsents.standing(history, null, null).stream()
                .filter(fact -> change.purpose() != null
                        && change.channel() != null
                        && fact.covers(change.purpose(), change.channel()))
                .toList();
        return !covering.isEmpty()
                && covering.get(covering.size() - 1).eventId().equals(withdrawal.id())
                && covering.stream().noneMatch(fact -> isNoOfAnotherId(fact, withdrawal));
    }

    /** Of a person of several ids, what another of them refused was not undone. */
    private static boolean isNoOfAnotherId(ConsentFact fact, RecordedEvent withdrawal) {
        return fact.status().isOptOut()
                && !fact.subjectId().equals(withdrawal.event().change().subjectId());
    }

    /** A number that was given to somebody else since does not come back with the consent. */
    private static List<KeyedAddress> stillOf(Optional<Subject> person, RecordedEvent consent) {
        return consent.event().change().addresses().stream()
                .filter(address -> person.filter(known -> known.has(address)).isPresent())
                .toList();
    }

    /**
     * @param subject who withdrew: of a person of several ids, that one's no must go
     * @param addresses those of the consent that are still the person's
     */
    private Uni<Void> restore(
            SqlConnection transaction,
            Tenant tenant,
            UUID cause,
            WithdrawalUndone undone,
            SubjectId subject,
            RecordedEvent consent,
            List<KeyedAddress> addresses) {
        if (addresses.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        ConsentChange change = consent.event().change();
        RequestedDecision decision = new RequestedDecision(
                ConsentAction.GRANT, change.purpose(), change.channel(), change.validUntil(), null);
        Evidence evidence = Evidence.ofEvent(CaptureMethod.UNSUBSCRIBE_LINK, undone.occurredAt())
                .withNotice(change.notice());
        RecordedEvent recorded = new RecordedEvent(
                DerivedId.of(cause, subject.value(), consent.id()),
                ConsentLedger.event(subject, decision, addresses, evidence, now(), cause));
        return writer.lockFacts(transaction, tenant, addresses)
                .chain(facts -> write(transaction, tenant, recorded, evidence, facts));
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
