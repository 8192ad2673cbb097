package io.consentry.consent.ledger;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.Term;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.subject.Subject;
import io.consentry.contract.Actor;
import io.consentry.contract.AddressKey;
import io.consentry.contract.CaptureMethod;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentExpired;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The consents of a person that have ended by themselves, and the events that say so (capability C7). Pure. */
final class Lapses {

    private final Map<PurposeKey, Purpose> purposes;
    private final ZoneId zone;

    Lapses(Map<PurposeKey, Purpose> purposes, ZoneId zone) {
        this.purposes = purposes;
        this.zone = zone;
    }

    /** When a consent ends, and where it stands. */
    private record Ending(ConsentFact consent, Instant at, List<KeyedAddress> addresses) {}

    /**
     * An event for each consent that had ended by an instant, in the order of their ends.
     *
     * @param facts what is known of each address of the person
     */
    List<RecordedEvent> of(Subject person, Map<AddressKey, ContactFacts> facts, Instant by, Instant recordedAt) {
        Map<UUID, Ending> endings = new LinkedHashMap<>();
        for (KeyedAddress address : person.reachableOn(null)) {
            ContactFacts known = facts.getOrDefault(address.key(), ContactFacts.EMPTY);
            for (ConsentFact consent : grantsOf(known.idsOf(person.id()), known)) {
                term(consent)
                        .endOf(consent, known)
                        .filter(end -> !end.isAfter(by))
                        .ifPresent(end -> endings.computeIfAbsent(
                                        consent.eventId(), id -> new Ending(consent, end, new ArrayList<>()))
                                .addresses()
                                .add(address));
            }
        }
        return endings.values().stream()
                .sorted(Comparator.comparing(Ending::at))
                .map(ending -> new RecordedEvent(UUID.randomUUID(), event(ending, recordedAt)))
                .toList();
    }

    /**
     * From when on the consents of a scope are to be looked at again; empty when none is left that could end.
     *
     * @param person whom the scope's subject means
     */
    Optional<Hint> hint(Subject person, ExpiryScope scope, Map<AddressKey, ContactFacts> facts) {
        Hint hint = null;
        for (KeyedAddress address : person.reachableOn(null)) {
            ContactFacts known = facts.getOrDefault(address.key(), ContactFacts.EMPTY);
            for (ConsentFact consent : grantsOf(List.of(scope.subjectId()), known)) {
                if (scope.purpose().equals(consent.purpose()) && scope.channel() == consent.channel()) {
                    Hint here = new Hint(Term.startOf(consent, known), Optional.ofNullable(consent.validUntil()));
                    hint = hint == null ? here : hint.orEarlier(here);
                }
            }
        }
        return Optional.ofNullable(hint);
    }

    /**
     * @param startedAt since when there is no activity
     * @param validUntil the earliest end that a consent was given with
     */
    record Hint(Instant startedAt, Optional<Instant> validUntil) {

        private Hint orEarlier(Hint other) {
            Instant start = other.startedAt.isBefore(startedAt) ? other.startedAt : startedAt;
            Optional<Instant> end = other.validUntil
                    .filter(until ->
                            validUntil.filter(own -> own.isBefore(until)).isEmpty())
                    .or(() -> validUntil);
            return new Hint(start, end);
        }
    }

    private static List<ConsentFact> grantsOf(List<SubjectId> ids, ContactFacts known) {
        return known.consents().stream()
                .filter(consent ->
                        ids.contains(consent.subjectId()) && consent.status().isValid())
                .toList();
    }

    private Term term(ConsentFact consent) {
        return Term.of(purposes, consent.purpose(), zone);
    }

    private static ConsentExpired event(Ending ending, Instant recordedAt) {
        ConsentFact consent = ending.consent();
        return new ConsentExpired(new ConsentChange(
                consent.subjectId(),
                consent.purpose(),
                consent.channel(),
                ending.addresses(),
                ending.at(),
                recordedAt,
                Actor.SYSTEM,
                CaptureMethod.API,
                null,
                null,
                consent.eventId(),
                consent.basis()));
    }
}
