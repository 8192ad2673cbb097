package io.consentry.preference.record;

import io.consentry.contract.Frequency;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.FrequencyChoice;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants beside yes and no.
 *
 * @param pausedUntil no marketing before it; null when there is no pause
 * @param frequencies by purpose; what is not named may come each time
 */
public record Wishes(@Nullable Instant pausedUntil, List<FrequencyChoice> frequencies) {

    static final Wishes NONE = new Wishes(null, List.of());

    public Wishes {
        frequencies = List.copyOf(frequencies);
    }

    /** What counts where several people are reached: the longest pause, and for each purpose the rarest. */
    static Wishes together(List<Wishes> all) {
        return new Wishes(
                all.stream()
                        .map(Wishes::pausedUntil)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                all.stream().flatMap(wishes -> wishes.frequencies().stream()).toList());
    }

    /** The end of the pause that there is at an instant. */
    public Optional<Instant> pause(Instant now) {
        return Optional.ofNullable(pausedUntil).filter(now::isBefore);
    }

    /** How often messages for a purpose may come. */
    public Frequency frequency(PurposeKey purpose) {
        return frequencies.stream()
                .filter(choice -> choice.purpose().equals(purpose))
                .map(FrequencyChoice::frequency)
                .max(Comparator.naturalOrder())
                .orElse(Frequency.EACH);
    }
}
