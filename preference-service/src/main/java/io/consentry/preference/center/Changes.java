package io.consentry.preference.center;

import io.consentry.contract.event.FrequencyChoice;
import io.consentry.contract.event.PreferenceEvent.Choice;
import io.consentry.contract.event.PreferenceEvent.Pause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person changed on the page; what was left alone is not there.
 *
 * @param pause null when it was left alone
 */
record Changes(List<Choice> choices, @Nullable Pause pause, List<FrequencyChoice> frequencies) {

    Changes {
        choices = List.copyOf(choices);
        frequencies = List.copyOf(frequencies);
    }

    boolean isEmpty() {
        return choices.isEmpty() && pause == null && frequencies.isEmpty();
    }
}
