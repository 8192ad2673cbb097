package io.consentry.consent.ledger;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.ledger.LedgerWithout.Repetition;
import io.consentry.contract.Actor;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentRetracted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What takes back those decisions of one person that an import recorded, or that the person takes back, and nothing later has changed. Pure.
 *
 * <p>Each gets a retraction, and what it had taken the place of is recorded again as it was. It never loosens: an opt-out is taken back
 * only where nothing may be sent without a consent, or where a consent stood exactly there; one that ended a soft opt-in stays, since that
 * ends for good. And whatever the suppression list has made of an opt-out stands unless the person takes it back (capability S3).
 *
 * @param events to be recorded in this order
 * @param originals of the events that are recorded again: the new id and that of the event that it repeats
 * @param retracted decisions that are taken back
 * @param kept decisions of the import that stay
 */
record Retraction(List<RecordedEvent> events, Map<UUID, UUID> originals, int retracted, int kept) {

    /**
     * @param history all decisions of the person, in the order of recording
     * @param imported the ids of those that the import recorded, or that the person takes back
     * @param needsConsent whether nothing may be sent on what a decision is about without a consent
     * @param actor who takes them back
     */
    static Retraction of(
            List<RecordedEvent> history,
            Set<UUID> imported,
            Predicate<ConsentChange> needsConsent,
            Instant now,
            Actor actor) {
        Set<UUID> own = withRepetitions(history, imported);
        Set<UUID> taken = new HashSet<>();
        for (int i = 0; i < history.size(); i++) {
            if (own.contains(history.get(i).id()) && mayBeTaken(history, i, own, needsConsent)) {
                taken.add(history.get(i).id());
            }
        }
        List<RecordedEvent> events = new ArrayList<>();
        history.stream()
                .filter(recorded -> taken.contains(recorded.id()))
                .forEach(recorded -> events.add(retraction(recorded, now, actor)));
        Map<UUID, UUID> originals = new HashMap<>();
        for (Repetition repetition : new LedgerWithout(history, taken).missing(now)) {
            originals.put(repetition.again().id(), repetition.originalId());
            events.add(repetition.again());
        }
        int retracted = (int) imported.stream().filter(taken::contains).count();
        return new Retraction(events, originals, retracted, imported.size() - retracted);
    }

    /** What undoing another import has recorded again is this import's as much as the first time. */
    private static Set<UUID> withRepetitions(List<RecordedEvent> history, Set<UUID> imported) {
        Set<UUID> all = new HashSet<>(imported);
        for (RecordedEvent recorded : history) {
            UUID cause = recorded.event().change().cause();
            if (cause != null && all.contains(cause) && !(recorded.event() instanceof ConsentRetracted)) {
                all.add(recorded.id());
            }
        }
        return all;
    }

    private static boolean mayBeTaken(
            List<RecordedEvent> history, int place, Set<UUID> imported, Predicate<ConsentChange> needsConsent) {
        RecordedEvent recorded = history.get(place);
        ConsentChange change = recorded.event().change();
        boolean changedSince = new LedgerWithout(history, imported)
                .rest().stream()
                        .anyMatch(other -> history.indexOf(other) > place
                                && overlap(change, other.event().change()));
        if (!recorded.event().status().isOptOut()) {
            return !changedSince || standsAnywhere(history, recorded);
        }
        return !changedSince && mayOptOutBeTaken(history, place, imported, needsConsent);
    }

    /** Whatever came later, a consent that still carries something goes. */
    private static boolean standsAnywhere(List<RecordedEvent> history, RecordedEvent recorded) {
        return everywhere(history, recorded.event().change()).stream()
                .flatMap(known -> known.consents().stream())
                .anyMatch(fact -> fact.eventId().equals(recorded.id()));
    }

    private static boolean mayOptOutBeTaken(
            List<RecordedEvent> history, int place, Set<UUID> imported, Predicate<ConsentChange> needsConsent) {
        ConsentChange change = history.get(place).event().change();
        List<RecordedEvent> before = new LedgerWithout(history, imported)
                .rest().stream()
                        .filter(earlier -> history.indexOf(earlier) < place)
                        .toList();
        boolean endedSoftOptIn = everywhere(before, change).stream()
                .flatMap(known -> known.consents().stream())
                .anyMatch(fact -> fact.restsOnSoftOptIn() && isWithin(fact, change));
        boolean endedConsent = everywhere(before, change).stream().allMatch(known -> known.consents().stream()
                .anyMatch(fact -> fact.status().isValid()
                        && change.purpose() != null
                        && change.channel() != null
                        && isWithin(fact, change)));
        return !endedSoftOptIn && (needsConsent.test(change) || endedConsent);
    }

    /** What stood for the person, and at each address of a change. */
    private static List<ContactFacts> everywhere(List<RecordedEvent> history, ConsentChange change) {
        List<ContactFacts> all = new ArrayList<>();
        all.add(LedgerWithout.fold(history));
        change.addresses().forEach(address -> all.add(LedgerWithout.fold(LedgerWithout.at(history, address.key()))));
        return all;
    }

    static boolean isWithin(ConsentFact fact, ConsentChange change) {
        return (change.purpose() == null || change.purpose().equals(fact.purpose()))
                && (change.channel() == null || change.channel() == fact.channel());
    }

    static boolean overlap(ConsentChange one, ConsentChange other) {
        return (one.purpose() == null
                        || other.purpose() == null
                        || one.purpose().equals(other.purpose()))
                && (one.channel() == null || other.channel() == null || one.channel() == other.channel());
    }

    /** A person takes back by the way by which they had said it. */
    private static RecordedEvent retraction(RecordedEvent recorded, Instant now, Actor actor) {
        ConsentChange change = recorded.event().change();
        return new RecordedEvent(
                UUID.randomUUID(),
                new ConsentRetracted(new ConsentChange(
                        change.subjectId(),
                        change.purpose(),
                        change.channel(),
                        change.addresses(),
                        now,
                        now,
                        actor,
                        actor == Actor.SUBJECT ? change.method() : CaptureMethod.API,
                        null,
                        null,
                        recorded.id(),
                        null)));
    }
}
