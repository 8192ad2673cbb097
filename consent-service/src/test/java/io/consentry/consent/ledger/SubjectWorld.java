package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.SubjectMerge;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.SubjectEvent;
import io.consentry.contract.event.SubjectEvent.SubjectsMerged;
import io.consentry.contract.event.SubjectEvent.SubjectsUnmerged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Four subjects with an address each, of whom the first two share a fifth: what is known at each address, folded from the ledger. The same
 * fold as the service's, without a database.
 */
final class SubjectWorld {

    static final List<SubjectId> SUBJECTS = List.of(
            new SubjectId(new UUID(0, 1)),
            new SubjectId(new UUID(0, 2)),
            new SubjectId(new UUID(0, 3)),
            new SubjectId(new UUID(0, 4)));
    private static final KeyedAddress SHARED = address(9);

    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final UnaryOperator<ContactFacts> storing;
    private Map<AddressKey, ContactFacts> facts = new TreeMap<>();

    /** @param storing what happens to facts between two events */
    SubjectWorld(UnaryOperator<ContactFacts> storing) {
        this.storing = storing;
        for (SubjectId subject : SUBJECTS) {
            ownAddresses(List.of(subject)).forEach(address -> facts.put(address.key(), ContactFacts.EMPTY));
        }
    }

    static KeyedAddress address(int number) {
        return new KeyedAddress(
                AddressKind.EMAIL, new AddressKey(Integer.toString(number).repeat(43)));
    }

    /** The addresses under whose own ids some subjects are known. */
    static List<KeyedAddress> ownAddresses(List<SubjectId> ids) {
        TreeSet<KeyedAddress> all = new TreeSet<>();
        for (SubjectId id : ids) {
            int number = SUBJECTS.indexOf(id);
            all.add(address(number + 1));
            if (number < 2) {
                all.add(SHARED);
            }
        }
        return List.copyOf(all);
    }

    void record(LedgerEntry entry) {
        Map<AddressKey, ContactFacts> next = after(entry);
        next.replaceAll((key, known) -> storing.apply(known));
        facts = next;
        ledger.add(entry);
    }

    private Map<AddressKey, ContactFacts> after(LedgerEntry entry) {
        if (entry.event() instanceof ConsentEvent decision) {
            return LedgerWriter.fold(facts, List.of(new RecordedEvent(entry.id(), decision)));
        }
        if (entry.event() instanceof SubjectsMerged merge) {
            return SubjectMerge.after(facts, entry.id(), merge, said(merge.survivors()), said(merge.merged()));
        }
        if (entry.event() instanceof SubjectsUnmerged undone) {
            return SubjectMerge.after(facts, undone);
        }
        return LedgerWriter.foldChanges(
                facts, List.of(new RecordedSubjectEvent(entry.id(), (SubjectEvent) entry.event())));
    }

    /** What the ledgers of some subjects say, apart from addresses. */
    ContactFacts said(List<SubjectId> ids) {
        return SubjectConsents.facts(ledgerOf(ids), null, null);
    }

    List<LedgerEntry> ledgerOf(List<SubjectId> ids) {
        return ledger.stream().filter(entry -> ids.contains(subject(entry))).toList();
    }

    private static SubjectId subject(LedgerEntry entry) {
        return entry.event() instanceof ConsentEvent decision
                ? decision.change().subjectId()
                : ((SubjectEvent) entry.event()).subjectId();
    }

    List<LedgerEntry> ledger() {
        return ledger;
    }

    Map<AddressKey, ContactFacts> facts() {
        return facts;
    }

    ContactFacts at(KeyedAddress address) {
        return facts.getOrDefault(address.key(), ContactFacts.EMPTY);
    }
}
