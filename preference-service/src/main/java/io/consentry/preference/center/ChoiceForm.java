package io.consentry.preference.center;

import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.PreferenceEvent.Choice;
import io.consentry.preference.page.FormFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a person changed on the form. A box says what it was when the page was shown: only what differs is a choice, so that a page left
 * open for a day brings nothing back that the person stopped elsewhere.
 */
final class ChoiceForm {

    private static final String WAS = "was.";
    private static final String ON = "on.";
    private static final int BOXES_MAX = 1_000;

    private ChoiceForm() {}

    /** The changes, none when nothing was changed; empty when the form is not ours, or wants what the sheet does not offer. */
    static Optional<List<Choice>> read(FormFields form, ChoiceSheet sheet) {
        if (form.value("action").filter("save"::equals).isEmpty()
                || form.names().size() > BOXES_MAX) {
            return Optional.empty();
        }
        List<Choice> changes = new ArrayList<>();
        for (String name : form.names()) {
            if (name.startsWith(WAS)) {
                Optional<Choice> choice = choice(form, name.substring(WAS.length()));
                if (choice.isEmpty()) {
                    return Optional.empty();
                }
                boolean was = form.value(name).filter("1"::equals).isPresent();
                choice.filter(wish -> wish.wanted() != was).ifPresent(changes::add);
            }
        }
        boolean possible = changes.stream()
                .allMatch(change -> !change.wanted() || sheet.offers(change.purpose(), change.channel()));
        return possible ? Optional.of(changes) : Optional.empty();
    }

    private static Optional<Choice> choice(FormFields form, String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || !PurposeKey.isValid(name.substring(0, dot))) {
            return Optional.empty();
        }
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.wireName().equals(name.substring(dot + 1)))
                .findFirst()
                .map(channel -> new Choice(new PurposeKey(name.substring(0, dot)), channel, form.has(ON + name)));
    }
}
