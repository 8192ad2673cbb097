package io.consentry.consent.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events that are to be recorded together, each with what proves it. */
final class ProvenEvents {

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<UUID, Evidence> evidence = new HashMap<>();

    void add(RecordedEvent recorded, Evidence proof) {
        events.add(recorded);
        evidence.put(recorded.id(), proof);
    }

    /** In the order in which they were added. */
    List<RecordedEvent> events() {
        return events;
    }

    Evidence evidenceOf(RecordedEvent recorded) {
        Evidence found = evidence.get(recorded.id());
        if (found == null) {
            throw new IllegalStateException("every event has evidence");
        }
        return found;
    }
}
