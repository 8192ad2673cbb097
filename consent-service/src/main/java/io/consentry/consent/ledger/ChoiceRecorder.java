package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.PreferenceFact;
import io.consentry.consent.facts.Term;
import io.consentry.consent.notice.NoticeDirectory;
import io.consentry.consent.notice.NoticeVersion;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectMergeStore;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.PreferenceEvent.ChoicesSubmitted;
import io.consentry.kit.flow.Each;
import io.consentry.kit.inbox.DerivedId;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Records what people chose in the preference center (capability P1); under the locks of {@link OptOutRecorder#lock}. */
@ApplicationScoped
public class ChoiceRecorder {

    private final SubjectStore subjects;
    private final SubjectMergeStore merges;
    private final PurposeCatalogue purposes;
    private final NoticeDirectory notices;
    private final LedgerStore ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    ChoiceRecorder(
            SubjectStore subjects,
            SubjectMergeStore merges,
            PurposeCatalogue purposes,
            NoticeDirectory notices,
            LedgerStore ledger,
            LedgerWriter writer,
            Clock clock) {
        this.subjects = subjects;
        this.merges = merges;
        this.purposes = purposes;
        this.notices = notices;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** What a purpose and a notice were when the person chose. */
    private record Catalogue(Map<PurposeKey, Purpose> purposes, PublishedNotices notices) {}

    /** Records the choices for everybody who is known by the address; an unknown address becomes a subject. */
    public Uni<Void> record(SqlConnection transaction, Tenant tenant, UUID cause, ChoicesSubmitted submitted) {
        return catalogue(transaction, tenant)
                .chain(catalogue -> subjects.everybodyAt(transaction, tenant.id(), submitted.address(), cause)
                        .chain(found -> Each.inOrder(found, subject -> record(
                                        transaction, tenant, catalogue, cause, submitted, subject, found.size() == 1)
                                .chain(() -> recordWishes(
                                        transaction, tenant, cause, submitted, subject, found.size() == 1)))));
    }

    private Uni<Catalogue> catalogue(SqlConnection transaction, Tenant tenant) {
        return purposes.in(transaction, tenant.id()).chain(known -> notices.read(transaction, tenant.id())
                .map(published -> new Catalogue(known, published)));
    }

    private Uni<Void> record(
            SqlConnection transaction,
            Tenant tenant,
            Catalogue catalogue,
            UUID cause,
            ChoicesSubmitted submitted,
            Subject subject,
            boolean alone) {
        Evidence evidence = evidence(submitted, catalogue.notices());
        return ledger.person(transaction, tenant.id(), subject.id()).chain(standing -> {
            List<ChoiceDecision> wanted = ChoiceDecision.of(submitted, subject, alone, tenant, catalogue.purposes());
            Set<KeyedAddress> touched = new TreeSet<>();
            wanted.forEach(decision -> touched.addAll(decision.addresses()));
            return writer.lockFacts(transaction, tenant, List.copyOf(touched)).chain(facts -> {
                List<RecordedEvent> events = wanted.stream()
                        .filter(decision -> isNews(
                                subject,
                                decision,
                                evidence,
                                Term.of(catalogue.purposes(), decision.purpose(), tenant.zone()),
                                standing,
                                facts))
                        .map(decision -> event(subject, decision, evidence, cause))
                        .toList();
                return events.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : writer.write(transaction, tenant, events, any -> evidence, facts)
                                .replaceWithVoid();
            });
        });
    }

    /** What the person wants beside yes and no, at every address of a person who is alone there, under each id that means the person. */
    private Uni<Void> recordWishes(
            SqlConnection transaction,
            Tenant tenant,
            UUID cause,
            ChoicesSubmitted submitted,
            Subject subject,
            boolean alone) {
        if (submitted.pause() == null && submitted.frequencies() == null) {
            return Uni.createFrom().voidItem();
        }
        List<KeyedAddress> addresses = alone ? subject.reachableOn(null) : List.of(submitted.address());
        return merges.ids(transaction, tenant.id(), subject.id())
                .chain(ids -> writer.lockFacts(transaction, tenant, addresses).chain(facts -> {
                    List<RecordedSubjectEvent> wishes = ids.stream()
                            .map(id -> wishes(cause, submitted, id, addresses, facts))
                            .toList();
                    return writer.writeChanges(
                                    transaction,
                                    tenant,
                                    wishes,
                                    evidence(submitted, PublishedNotices.NONE),
                                    LedgerWriter.foldChanges(facts, wishes))
                            .replaceWithVoid();
                }));
    }

    private RecordedSubjectEvent wishes(
            UUID cause,
            ChoicesSubmitted submitted,
            SubjectId id,
            List<KeyedAddress> addresses,
            Map<AddressKey, ContactFacts> facts) {
        Optional<PreferenceFact> before = facts.values().stream()
                .flatMap(known -> known.preferences().stream())
                .filter(wish -> wish.subjectId().equals(id))
                .findFirst();
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new RecordedSubjectEvent(
                DerivedId.of(cause, id.value(), "wishes"), Wishes.after(before, submitted, id, addresses, recordedAt));
    }

    /** A form that is sent twice records nothing twice; a consent that an opt-out of later outweighs is none. */
    private boolean isNews(
            Subject subject,
            ChoiceDecision decision,
            Evidence evidence,
            Term term,
            ContactFacts standing,
            Map<AddressKey, ContactFacts> facts) {
        List<ContactFacts> known = decision.addresses().stream()
                .map(address -> facts.getOrDefault(address.key(), ContactFacts.EMPTY))
                .toList();
        if (!decision.gives()) {
            return !known.stream().allMatch(at -> at.isOptedOut(subject.id(), decision.purpose(), decision.channel()));
        }
        boolean stands = known.stream().allMatch(at -> isConsented(subject, decision, term, at));
        return !stands
                && isAllowed(subject, decision, evidence, standing)
                && known.stream().allMatch(at -> isAllowed(subject, decision, evidence, at));
    }

    private boolean isConsented(Subject subject, ChoiceDecision decision, Term term, ContactFacts known) {
        return known.latest(subject.id(), decision.purpose(), decision.channel())
                .filter(consent -> !consent.restsOnSoftOptIn() && term.holds(consent, known, clock.instant()))
                .isPresent();
    }

    private static boolean isAllowed(Subject subject, ChoiceDecision decision, Evidence evidence, ContactFacts known) {
        return ConsentLedger.refusal(0, subject.id(), decision.decision(), evidence, known)
                .isEmpty();
    }

    private RecordedEvent event(Subject subject, ChoiceDecision decision, Evidence evidence, UUID cause) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new RecordedEvent(
                DerivedId.of(cause, subject.id().value(), decision.purpose(), decision.channel(), decision.gives()),
                ConsentLedger.event(
                        subject.id(), decision.decision(), decision.addresses(), evidence, recordedAt, cause));
    }

    private static Evidence evidence(ChoicesSubmitted submitted, PublishedNotices notices) {
        Evidence evidence = Evidence.ofPage(
                CaptureMethod.PREFERENCE_CENTER,
                submitted.occurredAt(),
                submitted.center() == null ? "preference-center" : "preference-center/" + submitted.center(),
                submitted.locale());
        String notice = submitted.notice();
        return notice == null
                ? evidence
                : evidence.withNotice(notices.inForce(notice, submitted.occurredAt())
                        .map(NoticeVersion::ref)
                        .orElse(null));
    }
}
