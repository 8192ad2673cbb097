package io.consentry.preference.center;

import io.consentry.contract.event.PreferenceEvent.Choice;
import io.consentry.preference.center.Center.Topic;
import io.consentry.preference.center.ChoiceSheet.Line;
import io.consentry.preference.center.Choices.Known;
import io.consentry.preference.link.Link;
import io.consentry.preference.page.ChannelWords;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.LinkPage;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The pages of the preference center. */
@ApplicationScoped
class CenterPages {

    private final Template choices;
    private final Template saved;
    private final Template record;
    private final Pages pages;

    CenterPages(
            @Location("center/choices.html") Template choices,
            @Location("center/saved.html") Template saved,
            @Location("center/record.html") Template record,
            Pages pages) {
        this.choices = choices;
        this.saved = saved;
        this.record = record;
        this.pages = pages;
    }

    /** A topic as the page shows it. */
    public record TopicView(String purpose, String name, String description, List<BoxView> channels) {}

    /** A box as the page shows it. */
    public record BoxView(String channel, String words, boolean on) {}

    /** What can be chosen, and what is on. */
    Uni<Response> choices(Link link, Known known, Language language) {
        Center center = known.center();
        PageText text = Pages.text(language);
        return pages.answer(
                200,
                LinkPage.of(choices, link)
                        .data("intro", Center.text(center.intro(), language))
                        .data(
                                "topics",
                                known.sheet().lines().stream()
                                        .map(line -> view(line, language, text))
                                        .toList())
                        .data(
                                "notice",
                                center.notice() == null ? null : center.notice().url()),
                language,
                center.branding());
    }

    private static TopicView view(Line line, Language language, PageText text) {
        return new TopicView(
                line.topic().purpose().value(),
                name(line.topic(), language),
                Center.text(line.topic().description(), language),
                line.boxes().stream()
                        .map(box ->
                                new BoxView(box.channel().wireName(), ChannelWords.of(box.channel(), text), box.on()))
                        .toList());
    }

    /** What was changed, and counts from now on. */
    Uni<Response> saved(Link link, Known known, List<Choice> changes, Language language) {
        PageText text = Pages.text(language);
        return pages.answer(
                200,
                LinkPage.of(saved, link)
                        .data(
                                "changes",
                                changes.stream()
                                        .map(change -> words(change, known.center(), language, text))
                                        .toList()),
                language,
                known.center().branding());
    }

    private static String words(Choice change, Center center, Language language, PageText text) {
        String topic = center.topic(change.purpose())
                .map(known -> name(known, language))
                .orElseGet(() -> LinkPage.words(change.purpose()));
        String channel = ChannelWords.of(change.channel(), text);
        return change.wanted() ? text.centerOn(topic, channel) : text.centerOff(topic, channel);
    }

    /** What is on record, the latest first. */
    Uni<Response> record(Link link, Known known, Language language) {
        return pages.answer(
                200,
                LinkPage.of(record, link)
                        .data(
                                "entries",
                                RecordView.of(
                                        known.record(),
                                        known.center(),
                                        link.tenant().zone(),
                                        language)),
                language,
                known.center().branding());
    }

    static String name(Topic topic, Language language) {
        return topic.name().isEmpty() ? LinkPage.words(topic.purpose()) : Center.text(topic.name(), language);
    }
}
