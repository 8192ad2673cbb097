package io.consentry.consent.ledger;

import io.consentry.contract.event.ConsentChange;
import io.consentry.contract.event.ConsentEvent.ConsentExpired;
import io.consentry.contract.event.ConsentEvent.ConsentRequested;
import io.consentry.contract.event.ConsentEvent.ConsentRetracted;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How long the proof of a decision is kept: while the decision stands, and three years from then. Pure. The law names no period; three years are
 * the design's (rule A-24). The days after which a tenant purges its other recordings do not count for these (requirement 000-28).
 */
final class RecordingRetention {

    static final Period AFTER_THE_END = Period.ofYears(3);

    private RecordingRetention() {}

    /**
     * Until when a decision's proof is kept; empty while the decision stands.
     *
     * @param history the decisions of the person in the order of recording
     */
    static Optional<Instant> until(List<RecordedEvent> history, UUID eventId, ZoneId zone) {
        return endOf(history, eventId)
                .map(end -> end.atZone(zone).plus(AFTER_THE_END).toInstant());
    }

    /** When something took the decision's place, or it ended by itself; by the ledger's clock, not by anybody's word. */
    private static Optional<Instant> endOf(List<RecordedEvent> history, UUID eventId) {
        int place = 0;
        while (place < history.size() && !history.get(place).id().equals(eventId)) {
            place++;
        }
        if (place == history.size()) {
            return Optional.empty();
        }
        ConsentChange decision = history.get(place).event().change();
        return history.subList(place + 1, history.size()).stream()
                .filter(later -> ends(later, eventId, decision))
                .map(later -> later.event().change().recordedAt())
                .findFirst();
    }

    private static boolean ends(RecordedEvent later, UUID eventId, ConsentChange decision) {
        ConsentChange change = later.event().change();
        if (later.event() instanceof ConsentRetracted || later.event() instanceof ConsentExpired) {
            return eventId.equals(change.cause());
        }
        return !(later.event() instanceof ConsentRequested)
                && (change.purpose() == null || change.purpose().equals(decision.purpose()))
                && (change.channel() == null || change.channel() == decision.channel())
                && change.addresses().containsAll(decision.addresses());
    }
}
