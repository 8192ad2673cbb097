package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.ledger.OptOutRecorder.Told;
import io.consentry.consent.subject.Subject;
import io.consentry.contract.AddressKey;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.event.PreferenceEvent.WithdrawalReceived;
import io.consentry.kit.inbox.DerivedId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Withdrawals one after the other, each seen beside what those before it have changed. In memory; the caller writes it down.
 *
 * <p>An opt-out that stands is not recorded again when the same link repeats it; one by another link is, so that undoing the first leaves
 * it.
 */
final class OptOutBatch {

    private final Map<KeyedAddress, List<Subject>> people;
    private final Instant recordedAt;
    private final List<OptOut> optOuts = new ArrayList<>();
    private final ProvenEvents events = new ProvenEvents();

    private record OptOut(Told told, Subject subject, List<KeyedAddress> addresses) {}

    /** @param people everybody at each address */
    OptOutBatch(Map<KeyedAddress, List<Subject>> people, Instant recordedAt) {
        this.people = people;
        this.recordedAt = recordedAt;
    }

    void add(Told told) {
        List<Subject> everybody = people.getOrDefault(told.withdrawal().address(), List.of());
        everybody.forEach(subject ->
                optOuts.add(new OptOut(told, subject, covered(told.withdrawal(), subject, everybody.size() == 1))));
    }

    /** One person's opt-out covers all their addresses; on a shared one it covers that address only, for the others said nothing. */
    private static List<KeyedAddress> covered(WithdrawalReceived withdrawal, Subject subject, boolean alone) {
        List<KeyedAddress> reachable = subject.reachableOn(withdrawal.channel());
        return alone && reachable.contains(withdrawal.address()) ? reachable : List.of(withdrawal.address());
    }

    /** Every address that the withdrawals cover. */
    List<KeyedAddress> addresses() {
        return optOuts.stream()
                .flatMap(optOut -> optOut.addresses().stream())
                .distinct()
                .toList();
    }

    /**
     * Makes the events.
     *
     * @param known what is known of {@link #addresses}, locked
     * @return what has changed of it
     */
    Map<AddressKey, ContactFacts> recordBeside(Map<AddressKey, ContactFacts> known) {
        Map<AddressKey, ContactFacts> facts = new HashMap<>(known);
        Map<AddressKey, ContactFacts> changed = new TreeMap<>();
        for (OptOut optOut : optOuts) {
            if (!optOut.told().withdrawal().isRepeat() || !stands(optOut, facts)) {
                RecordedEvent recorded = record(optOut);
                Map<AddressKey, ContactFacts> after = LedgerWriter.fold(factsOf(optOut, facts), List.of(recorded));
                facts.putAll(after);
                changed.putAll(after);
            }
        }
        return changed;
    }

    private static boolean stands(OptOut optOut, Map<AddressKey, ContactFacts> facts) {
        WithdrawalReceived withdrawal = optOut.told().withdrawal();
        return factsOf(optOut, facts).values().stream()
                .allMatch(there -> there.isOptedOut(optOut.subject().id(), withdrawal.purpose(), withdrawal.channel()));
    }

    private static Map<AddressKey, ContactFacts> factsOf(OptOut optOut, Map<AddressKey, ContactFacts> facts) {
        Map<AddressKey, ContactFacts> own = new TreeMap<>();
        optOut.addresses()
                .forEach(address -> own.put(address.key(), facts.getOrDefault(address.key(), ContactFacts.EMPTY)));
        return own;
    }

    private RecordedEvent record(OptOut optOut) {
        WithdrawalReceived withdrawal = optOut.told().withdrawal();
        RequestedDecision decision =
                new RequestedDecision(ConsentAction.WITHDRAW, withdrawal.purpose(), withdrawal.channel(), null, null);
        Evidence proof = Evidence.ofEvent(withdrawal.method(), withdrawal.occurredAt());
        RecordedEvent recorded = new RecordedEvent(
                DerivedId.of(optOut.told().event(), optOut.subject().id().value()),
                ConsentLedger.event(
                        optOut.subject().id(),
                        decision,
                        optOut.addresses(),
                        proof,
                        recordedAt,
                        optOut.told().event()));
        events.add(recorded, proof);
        return recorded;
    }

    ProvenEvents events() {
        return events;
    }
}
