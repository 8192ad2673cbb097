package io.consentry.contract.event;

import static java.util.Objects.requireNonNull;

import io.consentry.contract.Frequency;
import io.consentry.contract.PurposeKey;

/** How often a person wants messages for a purpose, on all channels together. */
public record FrequencyChoice(PurposeKey purpose, Frequency frequency) {

    public FrequencyChoice {
        requireNonNull(purpose, "purpose");
        requireNonNull(frequency, "frequency");
    }
}
