package io.consentry.consent.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Frequency;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SubjectId;
import io.consentry.contract.event.FrequencyChoice;
import io.consentry.contract.event.SubjectEvent.PreferencesSet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one of the people behind an address wants, beside yes and no.
 *
 * @param eventId the event that said it last
 * @param since when the person said so
 * @param pausedUntil no marketing before it; null when there is no pause
 * @param frequencies by purpose; what is not named may come each time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreferenceFact(
        SubjectId subjectId,
        UUID eventId,
        Instant since,
        @Nullable Instant pausedUntil,
        List<FrequencyChoice> frequencies) {

    public PreferenceFact {
        frequencies = frequencies == null ? List.of() : List.copyOf(frequencies);
    }

    static PreferenceFact of(UUID eventId, PreferencesSet event) {
        return new PreferenceFact(
                event.subjectId(), eventId, event.occurredAt(), event.pausedUntil(), event.frequencies());
    }

    /** How often the person wants messages for a purpose. */
    public Frequency frequency(PurposeKey purpose) {
        return frequencies.stream()
                .filter(choice -> choice.purpose().equals(purpose))
                .map(FrequencyChoice::frequency)
                .findFirst()
                .orElse(Frequency.EACH);
    }
}
