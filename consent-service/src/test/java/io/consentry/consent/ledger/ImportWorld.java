package io.consentry.consent.ledger;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.ledger.ImportRecorder.RowResult;
import io.consentry.consent.ledger.ImportedRowParser.Parsed;
import io.consentry.consent.subject.Identifier;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectRegister;
import io.consentry.contract.Actor;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.AffirmativeAction;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRenewed;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import io.consentry.contract.event.TenantEvent.Contact;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.address.IdentifierRequest;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two people who share a phone, what the ledger holds of them, and lists about them: all of it random, from a seed. */
final class ImportWorld {

    static final List<PurposeKey> PURPOSES = List.of(new PurposeKey("offers"), new PurposeKey("news"));
    static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.SMS, Channel.VOICE);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MOMENTS = 20;

    private static final Tenant TENANT = new Tenant(
            new TenantId("acme"),
            1,
            TenantStatus.ACTIVE,
            new TenantSettings(
                    "Acme (Pty) Ltd",
                    "Acme",
                    new Contact("privacy@acme.example", null, null, null),
                    null,
                    "ZA",
                    "ZA",
                    "Africa/Johannesburg",
                    "ZA",
                    12,
                    null,
                    null,
                    null),
            new KeyVault(new byte[32]).generate());

    private final Random random;
    private final Map<SubjectId, List<Address>> people = new LinkedHashMap<>();
    private final Map<SubjectId, List<RecordedEvent>> ledgers = new HashMap<>();
    private int recorded;

    ImportWorld(Random random) {
        this.random = random;
        for (int i = 0; i < 2; i++) {
            SubjectId id = new SubjectId(new UUID(1, i));
            people.put(
                    id,
                    List.of(
                            address(AddressKind.EXTERNAL_ID, "crm-" + i),
                            address(AddressKind.EMAIL, "person" + i + "@example.org"),
                            address(AddressKind.PHONE, "+27821234567")));
            ledgers.put(id, new ArrayList<>());
        }
    }

    private static Address address(AddressKind kind, String text) {
        return new AddressNormaliser().normalise(kind, text, "ZA");
    }

    /** Something that a person did, at some moment, recorded now. */
    void actOfSomebody() {
        SubjectId subject = somebody();
        PurposeKey purpose = PURPOSES.get(random.nextInt(PURPOSES.size()));
        Channel channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        boolean wide = random.nextInt(3) == 0;
        ConsentEvent event =
                switch (random.nextInt(6)) {
                    case 0, 1 -> new ConsentGiven(change(subject, purpose, channel));
                    case 2 -> new ConsentRenewed(change(subject, purpose, channel));
                    case 3 -> new ConsentRefused(change(subject, purpose, channel));
                    case 4 -> new ConsentRequested(change(subject, purpose, channel));
                    default ->
                        new ConsentWithdrawn(change(
                                subject,
                                wide && random.nextBoolean() ? null : purpose,
                                wide && random.nextBoolean() ? null : channel));
                };
        record(new RecordedEvent(new UUID(2, recorded), event));
    }

    private SubjectId somebody() {
        return List.copyOf(people.keySet()).get(random.nextInt(people.size()));
    }

    private ConsentChange change(SubjectId subject, @Nullable PurposeKey purpose, @Nullable Channel channel) {
        return new ConsentChange(
                subject,
                purpose,
                channel,
                subject(subject).reachableOn(channel),
                moment(),
                START.plusSeconds(recorded),
                Actor.SUBJECT,
                CaptureMethod.SUBSCRIPTION_FORM,
                null,
                null,
                null,
                null);
    }

    private Instant moment() {
        return START.plusSeconds(random.nextInt(MOMENTS));
    }

    /** A row about somebody: a consent names all addresses, an opt-out perhaps the tenant's number alone. */
    Parsed row(long line) {
        SubjectId subject = somebody();
        boolean gives = random.nextBoolean();
        boolean wide = !gives && random.nextInt(3) == 0;
        RequestedDecision decision = new RequestedDecision(
                gives ? ConsentAction.GRANT : ConsentAction.WITHDRAW,
                wide && random.nextBoolean() ? null : PURPOSES.get(random.nextInt(PURPOSES.size())),
                wide && random.nextBoolean() ? null : CHANNELS.get(random.nextInt(CHANNELS.size())),
                null,
                null);
        boolean dated = gives || random.nextBoolean();
        Evidence evidence = Evidence.ofEvent(
                        CaptureMethod.IMPORT, dated ? moment() : START.plusSeconds(MOMENTS + recorded))
                .withReference("import");
        List<Address> addresses = people.getOrDefault(subject, List.of());
        ImportedRow row = new ImportedRow(
                line,
                new IdentifierRequest(null, null, null, null, "unused"),
                null,
                null,
                null,
                AffirmativeAction.BUTTON.wireName(),
                dated ? evidence.occurredAt().toString() : null,
                null,
                null,
                null,
                null,
                null);
        return new Parsed(
                row,
                new RecordConsent(
                        gives || random.nextBoolean() ? addresses : addresses.subList(0, 1),
                        List.of(decision),
                        evidence),
                List.of());
    }

    /** Imports rows; the ids of what was recorded, and what came of each row. */
    Imported run(List<Parsed> rows) {
        ImportBatch batch = new ImportBatch(
                TENANT,
                new SubjectRegister(
                        TENANT, people.keySet().stream().map(this::subject).toList()),
                said(),
                facts(),
                Map.of(),
                START.plusSeconds(recorded));
        List<RowResult> results = rows.stream().map(batch::add).toList();
        List<RecordedEvent> events = batch.events().events();
        events.forEach(this::record);
        return new Imported(events.stream().map(RecordedEvent::id).collect(Collectors.toSet()), results);
    }

    private Map<SubjectId, ContactFacts> said() {
        Map<SubjectId, ContactFacts> said = new HashMap<>();
        ledgers.forEach((subject, history) ->
                said.put(subject, ContactFacts.EMPTY.withConsents(SubjectConsents.standing(history, null, null))));
        return said;
    }

    record Imported(Set<UUID> events, List<RowResult> results) {}

    /** Undoes an import; how many decisions stay. */
    int undo(Set<UUID> imported, Predicate<ConsentChange> needsConsent) {
        int kept = 0;
        for (SubjectId subject : people.keySet()) {
            List<RecordedEvent> history = List.copyOf(ledger(subject));
            Set<UUID> own = history.stream()
                    .map(RecordedEvent::id)
                    .filter(imported::contains)
                    .collect(Collectors.toSet());
            Retraction retraction = Retraction.of(history, own, needsConsent, START.plusSeconds(recorded), Actor.AGENT);
            retraction.events().forEach(this::record);
            kept += retraction.kept();
        }
        return kept;
    }

    private void record(RecordedEvent event) {
        ledger(event.event().change().subjectId()).add(event);
        recorded++;
    }

    List<RecordedEvent> ledger(SubjectId subject) {
        return ledgers.computeIfAbsent(subject, id -> new ArrayList<>());
    }

    Set<SubjectId> people() {
        return people.keySet();
    }

    Subject subject(SubjectId id) {
        return new Subject(
                id,
                people.getOrDefault(id, List.of()).stream()
                        .map(address -> new Identifier(AddressKeys.keyed(TENANT.keys(), address), "masked"))
                        .toList());
    }

    /** What is known of each address. */
    Map<AddressKey, ContactFacts> facts() {
        Map<AddressKey, ContactFacts> facts = new TreeMap<>();
        for (SubjectId subject : people.keySet()) {
            for (RecordedEvent recordedEvent : ledger(subject)) {
                Set<AddressKey> keys = new TreeSet<>();
                recordedEvent.event().change().addresses().forEach(address -> keys.add(address.key()));
                keys.forEach(key -> facts.put(
                        key,
                        facts.getOrDefault(key, ContactFacts.EMPTY).apply(recordedEvent.id(), recordedEvent.event())));
            }
        }
        return facts;
    }

    /** What is known at each place: of a person as a whole, and of the person at an address. */
    Map<String, ContactFacts> places() {
        Map<String, ContactFacts> places = new TreeMap<>();
        Map<AddressKey, ContactFacts> facts = facts();
        for (SubjectId subject : people.keySet()) {
            places.put(
                    subject.value().toString(),
                    ContactFacts.EMPTY.withConsents(SubjectConsents.standing(ledger(subject), null, null)));
            for (KeyedAddress address : subject(subject).reachableOn(null)) {
                List<ConsentFact> own = facts.getOrDefault(address.key(), ContactFacts.EMPTY).consents().stream()
                        .filter(fact -> fact.subjectId().equals(subject))
                        .toList();
                places.put(subject.value() + " at " + address.key().value(), ContactFacts.EMPTY.withConsents(own));
            }
        }
        return places;
    }

    /** What a look-up shows at each place, but for the ids of events. */
    Map<String, Set<String>> lookUp() {
        Map<String, Set<String>> seen = new TreeMap<>();
        places().forEach((place, known) -> seen.put(
                place,
                known.consents().stream()
                        .map(fact ->
                                fact.purpose() + " " + fact.channel() + " " + fact.status() + " " + fact.occurredAt()
                                        + " " + fact.validUntil() + " " + fact.ownAct() + " " + fact.basis())
                        .collect(Collectors.toCollection(TreeSet::new))));
        return seen;
    }
}
