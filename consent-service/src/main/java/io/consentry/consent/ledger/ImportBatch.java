package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.ledger.ImportRecorder.RowResult;
import io.consentry.consent.ledger.ImportedRowParser.Parsed;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectRegister;
import io.consentry.consent.subject.SubjectRegister.Resolution;
import io.consentry.contract.AddressKey;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.SubjectId;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/** Rows of an import one after the other, each seen beside what those before it have changed. In memory; the caller writes it down. */
final class ImportBatch {

    private static final Map<ImportOutcome, String> WHY = Map.of(
            ImportOutcome.STALE, "happened before an opt-out that is on record",
            ImportOutcome.OPT_OUT_STANDS, "an opt-out stands; only the person's own later act lifts it (S3)",
            ImportOutcome.SUPPRESSED, "the suppression list has the address (S3)");

    private final Tenant tenant;
    private final SubjectRegister people;
    private final Instant recordedAt;
    private final Map<SubjectId, ContactFacts> ledgers;
    private final Map<AddressKey, ContactFacts> facts;
    private final Set<AddressKey> before;
    private final Map<AddressKey, ContactFacts> hashed;
    private final Set<AddressKey> changed = new TreeSet<>();
    private final ProvenEvents events = new ProvenEvents();

    /**
     * @param ledgers what the ledger says of each who is known
     * @param facts what is known of the addresses of the rows and of those people; an address of which nothing is known is not there
     * @param hashed what the suppression list has of the rows' addresses under hashes of others'
     */
    ImportBatch(
            Tenant tenant,
            SubjectRegister people,
            Map<SubjectId, ContactFacts> ledgers,
            Map<AddressKey, ContactFacts> facts,
            Map<AddressKey, ContactFacts> hashed,
            Instant recordedAt) {
        this.tenant = tenant;
        this.people = people;
        this.facts = new HashMap<>(facts);
        this.before = Set.copyOf(facts.keySet());
        this.hashed = hashed;
        this.recordedAt = recordedAt;
        this.ledgers = new HashMap<>(ledgers);
    }

    RowResult add(Parsed parsed) {
        RecordConsent command = parsed.command();
        long line = parsed.row().line();
        if (command == null) {
            return new RowResult(line, ImportOutcome.INVALID, parsed.violations());
        }
        try {
            ImportOutcome outcome = add(parsed, command);
            return new RowResult(
                    line,
                    outcome,
                    outcome.isRefused()
                            ? List.of(new Violation("", outcome.wireName(), WHY.getOrDefault(outcome, "")))
                            : List.of());
        } catch (RefusedException e) {
            return new RowResult(line, ImportOutcome.INVALID, ImportedRowParser.violations(e));
        }
    }

    private ImportOutcome add(Parsed parsed, RecordConsent command) {
        Resolution resolution = people.resolve(command.subject());
        Subject subject = resolution.subject();
        RequestedDecision decision = command.decisions().get(0);
        List<KeyedAddress> covered =
                ConsentRecorder.covered(tenant, subject, command).get(0);
        requireNamed(decision, command, covered);
        Map<AddressKey, ContactFacts> known =
                ConsentRecorder.withWhatThePersonCarries(subject, factsOf(touched(subject, command, covered)));
        ContactFacts ledger = ledgers.getOrDefault(subject.id(), ContactFacts.EMPTY);
        List<ContactFacts> there = covered.stream()
                .map(address -> listed(address.key(), known.getOrDefault(address.key(), ContactFacts.EMPTY)))
                .toList();
        Instant occurredAt = command.evidence().occurredAt();
        ImportOutcome outcome =
                ImportRules.outcome(subject.id(), decision, occurredAt, parsed.isDated(), ledger, there);
        if (outcome == ImportOutcome.GRANTED) {
            people.keep(resolution);
            record(subject, decision, command.evidence(), occurredAt, covered, known, ledger);
        } else if (outcome == ImportOutcome.OPTED_OUT) {
            people.keep(resolution);
            Instant at = ImportRules.optOutAt(subject.id(), decision, occurredAt, ledger, there);
            record(subject, decision, command.evidence(), at, covered, known, ledger);
        }
        return outcome;
    }

    private ContactFacts listed(AddressKey key, ContactFacts known) {
        ContactFacts aliases = hashed.get(key);
        return aliases == null ? known : known.withSuppressionsOf(aliases);
    }

    /** A list grants nothing for addresses that it does not name: what is known of a person changes, and what a row says must not. */
    private void requireNamed(RequestedDecision decision, RecordConsent command, List<KeyedAddress> covered) {
        Set<KeyedAddress> named = new TreeSet<>();
        command.subject().forEach(address -> named.add(AddressKeys.keyed(tenant.keys(), address)));
        if (decision.action().gives() && !named.containsAll(covered)) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "A consent needs an address that its channel reaches.",
                    List.of(new Violation("channel", "no-address", "no address of this channel is given")));
        }
    }

    private Set<KeyedAddress> touched(Subject subject, RecordConsent command, List<KeyedAddress> covered) {
        Set<KeyedAddress> touched = new TreeSet<>(subject.externalIds());
        touched.addAll(covered);
        command.subject().forEach(address -> touched.add(AddressKeys.keyed(tenant.keys(), address)));
        return touched;
    }

    private Map<AddressKey, ContactFacts> factsOf(Collection<KeyedAddress> addresses) {
        Map<AddressKey, ContactFacts> known = new TreeMap<>();
        addresses.forEach(address -> known.put(address.key(), facts.getOrDefault(address.key(), ContactFacts.EMPTY)));
        return known;
    }

    private void record(
            Subject subject,
            RequestedDecision decision,
            Evidence proof,
            Instant occurredAt,
            List<KeyedAddress> covered,
            Map<AddressKey, ContactFacts> known,
            ContactFacts ledger) {
        RecordedEvent recorded = new RecordedEvent(
                UUID.randomUUID(),
                ConsentLedger.event(subject.id(), decision, covered, proof.at(occurredAt), recordedAt, null));
        events.add(recorded, proof);
        ledgers.put(subject.id(), ledger.apply(recorded.id(), recorded.event()));
        LedgerWriter.fold(known, List.of(recorded)).forEach((key, after) -> {
            if (!after.equals(facts.put(key, after))) {
                changed.add(key);
            }
        });
    }

    SubjectRegister people() {
        return people;
    }

    ProvenEvents events() {
        return events;
    }

    /** The facts that the rows have changed. */
    Map<AddressKey, ContactFacts> changedFacts() {
        return changedFacts(before::contains);
    }

    /** The facts of addresses of which nothing was known before the rows. */
    Map<AddressKey, ContactFacts> firstFacts() {
        return changedFacts(key -> !before.contains(key));
    }

    private Map<AddressKey, ContactFacts> changedFacts(Predicate<AddressKey> which) {
        Map<AddressKey, ContactFacts> after = new TreeMap<>();
        changed.stream().filter(which).forEach(key -> after.put(key, facts.getOrDefault(key, ContactFacts.EMPTY)));
        return after;
    }
}
