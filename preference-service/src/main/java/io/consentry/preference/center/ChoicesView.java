package io.consentry.preference.center;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.contract.Frequency;
import io.consentry.preference.center.ChoiceSheet.Line;
import io.consentry.preference.center.Choices.Known;
import io.consentry.preference.link.Link;
import io.consentry.preference.page.ChannelWords;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.consentry.preference.record.Wishes;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows, for a page of the tenant's own (capability P5).
 *
 * @param address masked
 * @param pausedUntil no marketing before it; null when there is no pause
 * @param noticeUrl where the privacy notice can be read; null when the tenant named none
 * @param texts for a page that has none of its own, in the language
 */
@Schema(name = "Choices")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChoicesView(
        String sender,
        String address,
        String language,
        List<TopicChoices> topics,
        @Nullable Instant pausedUntil,
        @Nullable String noticeUrl,
        Texts texts) {

    /** @param frequencies how often it may come, where people can say */
    @Schema(name = "TopicChoices")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TopicChoices(
            String purpose,
            String name,
            String description,
            List<ChannelChoice> channels,
            Frequency frequency,
            @Nullable List<Frequency> frequencies) {}

    /** @param offered whether it can be switched on here; what is on can always be switched off */
    @Schema(name = "ChannelChoice")
    record ChannelChoice(String channel, String label, boolean on, boolean offered) {}

    @Schema(name = "ChoicesTexts")
    record Texts(String heading, String intro, String save, String saved, String failed) {}

    static ChoicesView of(Link link, Known known, Language language) {
        PageText text = Pages.text(language);
        Wishes wishes = known.record().wishes();
        Center center = known.center();
        String sender = link.tenant().settings().tradingName();
        return new ChoicesView(
                sender,
                link.token().masked(),
                language.tag(),
                known.sheet().lines().stream()
                        .map(line -> topic(line, center, wishes, language, text))
                        .toList(),
                wishes.pause(known.at()).orElse(null),
                center.notice() == null ? null : center.notice().url(),
                new Texts(
                        text.centerHeading(sender, link.token().masked()),
                        text.centerIntro(),
                        text.centerSave(),
                        text.centerSaved(),
                        text.unavailable()));
    }

    private static TopicChoices topic(Line line, Center center, Wishes wishes, Language language, PageText text) {
        return new TopicChoices(
                line.topic().purpose().value(),
                CenterPages.name(line.topic().purpose(), center, language),
                language.pick(line.topic().description()),
                line.boxes().stream()
                        .map(box -> new ChannelChoice(
                                box.channel().wireName(),
                                ChannelWords.of(box.channel(), text),
                                box.on(),
                                box.offered()))
                        .toList(),
                wishes.frequency(line.topic().purpose()),
                line.topic().frequencies());
    }
}
