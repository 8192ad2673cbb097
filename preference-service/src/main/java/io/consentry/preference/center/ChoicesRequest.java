package io.consentry.preference.center;

import io.consentry.contract.Channel;
import io.consentry.contract.Frequency;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.FrequencyChoice;
import io.consentry.contract.event.PreferenceEvent.Choice;
import io.consentry.contract.event.PreferenceEvent.Pause;
import io.consentry.kit.problem.Violations;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a person changed on a page of the tenant's own; what is left out stays as it is. */
@Schema(name = "ChoicesRequest")
record ChoicesRequest(
        @Nullable List<@Nullable ChoiceRequest> choices,

        @Schema(enumeration = {"week", "month", "quarter", "end"}) @Nullable
        String pause,

        @Nullable List<@Nullable FrequencyRequest> frequencies) {

    private static final int ENTRIES_MAX = 400;

    @Schema(
            name = "ChoiceRequest",
            requiredProperties = {"purpose", "channel", "wanted"})
    record ChoiceRequest(
            @Nullable String purpose,
            @Nullable String channel,
            @Nullable Boolean wanted) {}

    @Schema(
            name = "FrequencyRequest",
            requiredProperties = {"purpose", "frequency"})
    record FrequencyRequest(
            @Nullable String purpose, @Nullable String frequency) {}

    /** The changes; refuses them with everything that is wrong. */
    Changes parse(ChoiceSheet sheet, ZonedDateTime now) {
        Violations violations = new Violations();
        Changes changes =
                new Changes(choices(sheet, violations), pause(now, violations), frequencies(sheet, violations));
        violations.throwIfAny();
        return changes;
    }

    private List<Choice> choices(ChoiceSheet sheet, Violations violations) {
        List<Choice> parsed = new ArrayList<>();
        List<@Nullable ChoiceRequest> given = bounded("choices", choices, violations);
        for (int i = 0; i < given.size(); i++) {
            String path = "choices[" + i + "]";
            ChoiceRequest choice = given.get(i);
            if (choice == null) {
                violations.add(path, "required", "must be a choice");
                continue;
            }
            PurposeKey purpose = violations.read(path + ".purpose", choice.purpose(), ChoicesRequest::purpose, true);
            Channel channel = violations.read(path + ".channel", choice.channel(), Channel::of, true);
            violations.require(path + ".wanted", choice.wanted());
            if (purpose == null || channel == null || choice.wanted() == null) {
                continue;
            }
            if (parsed.stream()
                    .anyMatch(earlier -> earlier.purpose().equals(purpose) && earlier.channel() == channel)) {
                violations.add(path, "duplicate", "is about the same purpose and channel as an earlier one");
            } else if (choice.wanted() && !sheet.offers(purpose, channel)) {
                violations.add(path, "not-offered", "cannot be switched on here");
            } else {
                parsed.add(new Choice(purpose, channel, choice.wanted()));
            }
        }
        return parsed;
    }

    private List<FrequencyChoice> frequencies(ChoiceSheet sheet, Violations violations) {
        List<FrequencyChoice> parsed = new ArrayList<>();
        List<@Nullable FrequencyRequest> given = bounded("frequencies", frequencies, violations);
        for (int i = 0; i < given.size(); i++) {
            String path = "frequencies[" + i + "]";
            FrequencyRequest wish = given.get(i);
            if (wish == null) {
                violations.add(path, "required", "must be a wish");
                continue;
            }
            PurposeKey purpose = violations.read(path + ".purpose", wish.purpose(), ChoicesRequest::purpose, true);
            Frequency frequency = violations.read(path + ".frequency", wish.frequency(), Frequency::of, true);
            if (purpose == null || frequency == null) {
                continue;
            }
            if (sheet.offers(purpose, frequency)) {
                parsed.add(new FrequencyChoice(purpose, frequency));
            } else {
                violations.add(path, "not-offered", "is not to choose here");
            }
        }
        return parsed;
    }

    private @Nullable Pause pause(ZonedDateTime now, Violations violations) {
        return violations.read("pause", pause, text -> PauseLength.pause(text, now), false);
    }

    private static <T> List<@Nullable T> bounded(
            String path, @Nullable List<@Nullable T> given, Violations violations) {
        if (given != null && given.size() > ENTRIES_MAX) {
            violations.add(path, "too-many", "may have at most " + ENTRIES_MAX + " entries");
            return List.of();
        }
        return given == null ? List.of() : given;
    }

    private static PurposeKey purpose(String key) {
        if (!PurposeKey.isValid(key)) {
            throw new IllegalArgumentException("must be the key of a purpose");
        }
        return new PurposeKey(key);
    }
}
