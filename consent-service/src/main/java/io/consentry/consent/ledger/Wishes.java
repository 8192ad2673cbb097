package io.consentry.consent.ledger;

import io.consentry.consent.facts.PreferenceFact;
import io.consentry.contract.Frequency;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.FrequencyChoice;
import io.consentry.contract.event.PreferenceEvent.ChoicesSubmitted;
import io.consentry.contract.event.PreferenceEvent.Pause;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a person wants beside yes and no. Pure. */
final class Wishes {

    /** More than a catalogue has purposes is nobody's wish. */
    private static final int FREQUENCIES_MAX = 1_000;

    private Wishes() {}

    /** All that the person wants after a change of some of it. */
    static PreferencesSet after(
            Optional<PreferenceFact> before,
            ChoicesSubmitted submitted,
            SubjectId subject,
            List<KeyedAddress> addresses,
            Instant recordedAt) {
        Map<PurposeKey, Frequency> frequencies = new TreeMap<>();
        before.ifPresent(known -> known.frequencies().forEach(one -> frequencies.put(one.purpose(), one.frequency())));
        List<FrequencyChoice> changed = submitted.frequencies() == null ? List.of() : submitted.frequencies();
        changed.forEach(one -> frequencies.put(one.purpose(), one.frequency()));
        frequencies.values().removeIf(Frequency.EACH::equals);
        Pause pause = submitted.pause();
        Instant pausedUntil =
                pause == null ? before.map(PreferenceFact::pausedUntil).orElse(null) : pause.until();
        return new PreferencesSet(
                subject,
                addresses,
                pausedUntil,
                frequencies.entrySet().stream()
                        .limit(FREQUENCIES_MAX)
                        .map(one -> new FrequencyChoice(one.getKey(), one.getValue()))
                        .toList(),
                submitted.occurredAt(),
                recordedAt);
    }
}
