package io.consentry.consent.ledger;

import io.consentry.consent.facts.ConsentFact;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.AddressKey;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.contract.event.ConsentEvent.ConsentExpired;
import io.consentry.contract.event.ConsentEvent.ConsentGiven;
import io.consentry.contract.event.ConsentEvent.ConsentObjected;
import io.consentry.contract.event.ConsentEvent.ConsentRefused;
import io.consentry.contract.event.ConsentEvent.ConsentRenewed;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentRetracted;
import io.consentry.contract.event.ConsentEvent.ConsentWithdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's ledger as it would be without some decisions, without those that were taken back before, and with each of those that were
 * recorded again in its first place only. Pure.
 */
final class LedgerWithout {

    private final List<RecordedEvent> history;
    private final List<RecordedEvent> rest;
    private final Map<UUID, UUID> firstIds = new HashMap<>();

    LedgerWithout(List<RecordedEvent> history, Set<UUID> left) {
        this.history = history;
        Set<UUID> all = new HashSet<>(left);
        Set<UUID> earlier = new HashSet<>();
        for (RecordedEvent recorded : history) {
            earlier.add(recorded.id());
            UUID cause = recorded.event().change().cause();
            if (cause == null) {
                continue;
            }
            if (recorded.event() instanceof ConsentRetracted) {
                all.add(recorded.id());
                all.add(cause);
            } else if (earlier.contains(cause)) {
                all.add(recorded.id());
                firstIds.put(recorded.id(), firstIds.getOrDefault(cause, cause));
            }
        }
        this.rest = history.stream()
                .filter(recorded -> !all.contains(recorded.id()))
                .toList();
    }

    /** What would have been recorded, in its order. */
    List<RecordedEvent> rest() {
        return rest;
    }

    /** A decision that is recorded again as it was, where it would still stand. */
    record Repetition(UUID originalId, RecordedEvent again) {}

    /** What would stand and does not, to be recorded in this order. */
    List<Repetition> missing(Instant now) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(null, fold(rest), standing(fold(history))));
        for (KeyedAddress address : addresses(history)) {
            places.add(new Place(address, fold(at(rest, address.key())), standing(fold(at(history, address.key())))));
        }
        Set<UUID> again = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Place place : places) {
                grown |= place.addMissing(again);
            }
        }
        return rest.stream()
                .filter(recorded -> again.contains(recorded.id()) && !isEndedSince(recorded))
                .map(recorded -> repetition(recorded, places, now))
                .toList();
    }

    /**
     * The person as a whole, or one of the addresses.
     *
     * @param address null for the person
     * @param actual the first ids of what does stand
     */
    private record Place(@Nullable KeyedAddress address, ContactFacts wanted, Set<UUID> actual) {

        /** What is recorded again takes the place of what it covers: that must come again, too. */
        private boolean addMissing(Set<UUID> again) {
            List<ConsentFact> repeated = new ArrayList<>();
            boolean grown = false;
            for (ConsentFact fact : wanted.consents()) {
                boolean covered = repeated.stream().anyMatch(earlier -> isWithin(fact, earlier));
                if (!actual.contains(fact.eventId()) || covered) {
                    grown |= again.add(fact.eventId());
                }
                if (again.contains(fact.eventId())) {
                    repeated.add(fact);
                }
            }
            return grown;
        }

        private static boolean isWithin(ConsentFact fact, ConsentFact wider) {
            return wider.subjectId().equals(fact.subjectId())
                    && (wider.purpose() == null || wider.purpose().equals(fact.purpose()))
                    && (wider.channel() == null || wider.channel() == fact.channel());
        }

        private boolean wants(UUID id) {
            return wanted.consents().stream().anyMatch(fact -> fact.eventId().equals(id));
        }
    }

    private Set<UUID> standing(ContactFacts facts) {
        Set<UUID> ids = new HashSet<>();
        facts.consents().forEach(fact -> ids.add(firstIds.getOrDefault(fact.eventId(), fact.eventId())));
        return ids;
    }

    /** A consent does not come back where an opt-out came since, on whichever address that was. */
    private boolean isEndedSince(RecordedEvent recorded) {
        return recorded.event().status().isValid()
                && rest.subList(rest.indexOf(recorded) + 1, rest.size()).stream()
                        .anyMatch(later -> later.event().status().isOptOut()
                                && Retraction.overlap(
                                        recorded.event().change(), later.event().change()));
    }

    private static Repetition repetition(RecordedEvent recorded, List<Place> places, Instant now) {
        List<KeyedAddress> addresses = new ArrayList<>();
        for (Place place : places) {
            if (place.address() != null && place.wants(recorded.id())) {
                addresses.add(place.address());
            }
        }
        return new Repetition(
                recorded.id(),
                new RecordedEvent(UUID.randomUUID(), with(recorded.event(), addresses, now, recorded.id())));
    }

    private static Set<KeyedAddress> addresses(List<RecordedEvent> history) {
        Set<KeyedAddress> all = new TreeSet<>();
        history.forEach(recorded -> all.addAll(recorded.event().change().addresses()));
        return all;
    }

    static ContactFacts fold(List<RecordedEvent> events) {
        ContactFacts facts = ContactFacts.EMPTY;
        for (RecordedEvent recorded : events) {
            facts = facts.apply(recorded.id(), recorded.event());
        }
        return facts;
    }

    /** What is about an address. */
    static List<RecordedEvent> at(List<RecordedEvent> events, AddressKey key) {
        return events.stream()
                .filter(recorded -> recorded.event().change().addresses().stream()
                        .anyMatch(address -> address.key().equals(key)))
                .toList();
    }

    private static ConsentEvent with(ConsentEvent event, List<KeyedAddress> addresses, Instant recordedAt, UUID cause) {
        ConsentChange change = event.change();
        ConsentChange next = new ConsentChange(
                change.subjectId(),
                change.purpose(),
                change.channel(),
                addresses,
                change.occurredAt(),
                recordedAt,
                change.actor(),
                change.method(),
                change.notice(),
                change.validUntil(),
                cause,
                change.basis(),
                change.source());
        if (event instanceof ConsentGiven) {
            return new ConsentGiven(next);
        }
        if (event instanceof ConsentRenewed) {
            return new ConsentRenewed(next);
        }
        if (event instanceof ConsentRefused) {
            return new ConsentRefused(next);
        }
        if (event instanceof ConsentWithdrawn) {
            return new ConsentWithdrawn(next);
        }
        if (event instanceof ConsentObjected) {
            return new ConsentObjected(next);
        }
        if (event instanceof ConsentRequested) {
            return new ConsentRequested(next);
        }
        if (event instanceof ConsentExpired) {
            return new ConsentExpired(next);
        }
        throw new IllegalStateException("leaves nothing that could stand: " + event.wireName());
    }
}
