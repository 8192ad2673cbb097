package io.consentry.preference.center;

import io.consentry.contract.Channel;
import io.consentry.contract.Frequency;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.FrequencyChoice;
import io.consentry.contract.event.PreferenceEvent.Choice;
import io.consentry.contract.event.PreferenceEvent.Pause;
import io.consentry.preference.page.FormFields;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person changed on the form. A field says what it was when the page was shown: only what differs is a change, so that a
 * page left open for a day brings nothing back that the person stopped elsewhere.
 */
final class ChoiceForm {

    private static final String WAS = "was.";
    private static final String ON = "on.";
    private static final String OFTEN_WAS = "often-was.";
    private static final String OFTEN = "often.";
    private static final int FIELDS_MAX = 2_000;

    private final FormFields form;
    private final ChoiceSheet sheet;
    private final ZonedDateTime now;

    private ChoiceForm(FormFields form, ChoiceSheet sheet, ZonedDateTime now) {
        this.form = form;
        this.sheet = sheet;
        this.now = now;
    }

    /**
     * The changes; empty when the form is not ours, or wants what the sheet does not offer.
     *
     * @param now in the zone in which a pause ends
     */
    static Optional<Changes> read(FormFields form, ChoiceSheet sheet, ZonedDateTime now) {
        if (form.value("action").filter("save"::equals).isEmpty()
                || form.names().size() > FIELDS_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ChoiceForm(form, sheet, now).changes());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Changes changes() {
        List<Choice> choices = new ArrayList<>();
        List<FrequencyChoice> frequencies = new ArrayList<>();
        for (String name : form.names()) {
            if (name.startsWith(WAS)) {
                choice(name).ifPresent(choices::add);
            } else if (name.startsWith(OFTEN_WAS)) {
                frequency(name).ifPresent(frequencies::add);
            }
        }
        return new Changes(choices, pause(), frequencies);
    }

    private Optional<Choice> choice(String was) {
        String name = was.substring(WAS.length());
        int dot = name.lastIndexOf('.');
        require(dot > 0);
        PurposeKey purpose = purpose(name.substring(0, dot));
        Channel channel = Channel.of(name.substring(dot + 1));
        boolean wanted = form.has(ON + name);
        if (wanted == form.value(was).filter("1"::equals).isPresent()) {
            return Optional.empty();
        }
        require(!wanted || sheet.offers(purpose, channel));
        return Optional.of(new Choice(purpose, channel, wanted));
    }

    private Optional<FrequencyChoice> frequency(String was) {
        String name = was.substring(OFTEN_WAS.length());
        PurposeKey purpose = purpose(name);
        Frequency wanted = Frequency.of(form.value(OFTEN + name).orElse(""));
        if (form.value(was).filter(wanted.wireName()::equals).isPresent()) {
            return Optional.empty();
        }
        require(sheet.offers(purpose, wanted));
        return Optional.of(new FrequencyChoice(purpose, wanted));
    }

    private @Nullable Pause pause() {
        String wish = form.value("pause").orElse("");
        return wish.isEmpty() ? null : PauseLength.pause(wish, now);
    }

    private static PurposeKey purpose(String key) {
        require(PurposeKey.isValid(key));
        return new PurposeKey(key);
    }

    private static void require(boolean good) {
        if (!good) {
            throw new IllegalArgumentException("not a form of ours");
        }
    }
}
