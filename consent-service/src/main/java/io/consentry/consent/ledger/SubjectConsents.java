package io.consentry.consent.ledger;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.Term;
import io.consentry.contract.Channel;
import io.consentry.contract.ConsentStatus;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.SubjectEvent;
import io.consentry.contract.event.SubjectEvent.IdentifierLinked;
import io.consentry.contract.event.SubjectEvent.NumberReassigned;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A subject's consents, folded from its ledger events. Pure. */
final class SubjectConsents {

    private SubjectConsents() {}

    /**
     * The decisions that stand, as of two times.
     *
     * @param at only what had happened by then counts (valid time); null for now
     * @param knownAt only what had been recorded by then counts (recorded time); null for now
     */
    static List<ConsentFact> standing(List<RecordedEvent> history, @Nullable Instant at, @Nullable Instant knownAt) {
        List<LedgerEntry> entries = history.stream()
                .map(recorded -> new LedgerEntry(recorded.id(), recorded.event()))
                .toList();
        return facts(entries, at, knownAt).consents();
    }

    /** All that stands, flags and agreements about hours included, as of the same two times. */
    static ContactFacts facts(List<LedgerEntry> entries, @Nullable Instant at, @Nullable Instant knownAt) {
        ContactFacts facts = ContactFacts.EMPTY;
        for (LedgerEntry entry : entries) {
            if (entry.event() instanceof ConsentEvent decision) {
                ConsentChange change = decision.change();
                if (counts(change.occurredAt(), change.recordedAt(), at, knownAt)) {
                    facts = facts.apply(entry.id(), decision);
                }
            } else if (entry.event() instanceof SubjectEvent change
                    && !isAboutOneAddress(change)
                    && counts(change.occurredAt(), change.recordedAt(), at, knownAt)) {
                facts = facts.apply(entry.id(), change);
            }
        }
        return facts;
    }

    private static boolean isAboutOneAddress(SubjectEvent change) {
        return change instanceof IdentifierLinked || change instanceof NumberReassigned;
    }

    /**
     * What a person said last of each purpose and channel of which the person said anything; of what was said under several ids that mean
     * the person, a no before any yes.
     */
    static List<ConsentFact> lastWords(ContactFacts person) {
        if (person.identity() == null) {
            return person.consents();
        }
        Set<ConsentFact> words = new LinkedHashSet<>();
        for (ConsentFact fact : person.consents()) {
            PurposeKey purpose = fact.purpose();
            Channel channel = fact.channel();
            words.add(
                    purpose == null || channel == null
                            ? fact
                            : person.latest(fact.subjectId(), purpose, channel).orElse(fact));
        }
        return List.copyOf(words);
    }

    private static boolean counts(
            Instant occurredAt, Instant recordedAt, @Nullable Instant at, @Nullable Instant knownAt) {
        return (at == null || !occurredAt.isAfter(at)) && (knownAt == null || !recordedAt.isAfter(knownAt));
    }

    /** The state of one consent at an instant: a grant past its end has expired, also before the ledger says so. */
    static ConsentStatus status(ConsentFact consent, ContactFacts known, Term term, Instant now) {
        return consent.status().isValid() && !term.holds(consent, known, now)
                ? ConsentStatus.EXPIRED
                : consent.status();
    }

    /** The valid consents within a scope just before an event, latest first: what undoing the event restores. */
    static List<RecordedEvent> before(
            List<RecordedEvent> history,
            RecordedEvent undone,
            @Nullable PurposeKey purpose,
            @Nullable Channel channel) {
        List<RecordedEvent> earlier = history.subList(0, Math.max(0, history.indexOf(undone)));
        List<ConsentFact> standing = standing(earlier, null, null);
        return earlier.stream()
                .filter(recorded -> recorded.event().status().isValid())
                .filter(recorded ->
                        standing.stream().anyMatch(fact -> fact.eventId().equals(recorded.id())))
                .filter(recorded -> isWithin(recorded.event().change(), purpose, channel))
                .sorted(Comparator.comparing((RecordedEvent recorded) ->
                                recorded.event().change().recordedAt())
                        .reversed())
                .toList();
    }

    private static boolean isWithin(ConsentChange change, @Nullable PurposeKey purpose, @Nullable Channel channel) {
        return (purpose == null || purpose.equals(change.purpose()))
                && (channel == null || channel == change.channel());
    }
}
