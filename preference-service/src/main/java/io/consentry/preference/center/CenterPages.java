package io.consentry.preference.center;

import io.consentry.contract.Frequency;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.event.PreferenceEvent.Choice;
import io.consentry.contract.event.PreferenceEvent.Pause;
import io.consentry.preference.center.Center.Topic;
import io.consentry.preference.center.ChoiceSheet.Line;
import io.consentry.preference.center.Choices.Known;
import io.consentry.preference.link.Link;
import io.consentry.preference.page.ChannelWords;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.LinkPage;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.consentry.preference.record.RecordEntry;
import io.consentry.preference.record.Wishes;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pages of the preference center. */
@ApplicationScoped
class CenterPages {

    private final Template choices;
    private final Template saved;
    private final Template record;
    private final Template receipt;
    private final Pages pages;

    CenterPages(
            @Location("center/choices.html") Template choices,
            @Location("center/saved.html") Template saved,
            @Location("center/record.html") Template record,
            @Location("center/receipt.html") Template receipt,
            Pages pages) {
        this.receipt = receipt;
        this.choices = choices;
        this.saved = saved;
        this.record = record;
        this.pages = pages;
    }

    /** A topic as the page shows it. */
    public record TopicView(
            String purpose,
            String name,
            String description,
            List<BoxView> channels,
            List<OptionView> often,
            String was) {}

    /** One of several to choose from, as the page shows it. */
    public record OptionView(String value, String words, boolean chosen) {}

    /** A box as the page shows it. */
    public record BoxView(String channel, String words, boolean on) {}

    /** What can be chosen, and what is on. */
    Uni<Response> choices(Link link, Known known, Language language) {
        Center center = known.center();
        PageText text = Pages.text(language);
        return pages.answer(
                200,
                LinkPage.of(choices, link)
                        .data("intro", language.pick(center.intro()))
                        .data(
                                "topics",
                                known.sheet().lines().stream()
                                        .map(line -> view(line, known.record().wishes(), language, text))
                                        .toList())
                        .data(
                                "pausedUntil",
                                known.record()
                                        .wishes()
                                        .pause(known.at())
                                        .map(end -> text.pauseUntil(day(end, link)))
                                        .orElse(null))
                        .data(
                                "notice",
                                center.notice() == null ? null : center.notice().url()),
                language,
                center.branding());
    }

    private static TopicView view(Line line, Wishes wishes, Language language, PageText text) {
        Frequency current = wishes.frequency(line.topic().purpose());
        return new TopicView(
                line.topic().purpose().value(),
                name(line.topic(), language),
                language.pick(line.topic().description()),
                line.boxes().stream()
                        .map(box ->
                                new BoxView(box.channel().wireName(), ChannelWords.of(box.channel(), text), box.on()))
                        .toList(),
                often(line.topic(), current, text),
                current.wireName());
    }

    private static List<OptionView> often(Topic topic, Frequency current, PageText text) {
        List<Frequency> offered = topic.frequencies();
        if (offered == null) {
            return List.of();
        }
        return Arrays.stream(Frequency.values())
                .filter(frequency -> frequency == Frequency.EACH || frequency == current || offered.contains(frequency))
                .map(frequency -> new OptionView(frequency.wireName(), words(frequency, text), frequency == current))
                .toList();
    }

    private static String words(Frequency frequency, PageText text) {
        return switch (frequency) {
            case EACH -> text.oftenEach();
            case DAILY -> text.oftenDaily();
            case WEEKLY -> text.oftenWeekly();
            case MONTHLY -> text.oftenMonthly();
        };
    }

    private static String day(Instant instant, Link link) {
        return instant.atZone(link.tenant().zone()).toLocalDate().toString();
    }

    /** What was changed, and counts from now on. */
    Uni<Response> saved(Link link, Known known, Changes changes, Language language) {
        PageText text = Pages.text(language);
        return pages.answer(
                200,
                LinkPage.of(saved, link).data("changes", words(link, changes, known.center(), language, text)),
                language,
                known.center().branding());
    }

    private static List<String> words(Link link, Changes changes, Center center, Language language, PageText text) {
        List<String> words = new ArrayList<>();
        changes.choices().forEach(change -> words.add(words(change, center, language, text)));
        changes.frequencies()
                .forEach(change ->
                        words.add(name(change.purpose(), center, language) + ": " + words(change.frequency(), text)));
        Pause pause = changes.pause();
        if (pause != null) {
            words.add(pause.until() == null ? text.pauseEnded() : text.pauseUntil(day(pause.until(), link)));
        }
        return words;
    }

    static String name(PurposeKey purpose, Center center, Language language) {
        return center.topic(purpose).map(known -> name(known, language)).orElseGet(() -> LinkPage.words(purpose));
    }

    private static String words(Choice change, Center center, Language language, PageText text) {
        String topic = name(change.purpose(), center, language);
        String channel = ChannelWords.of(change.channel(), text);
        return change.wanted() ? text.centerOn(topic, channel) : text.centerOff(topic, channel);
    }

    /** What is on record, the latest first. */
    Uni<Response> record(Link link, Known known, Language language) {
        return pages.answer(
                200,
                LinkPage.of(record, link)
                        .data("why", WhyView.of(link, known, language))
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

    /** The receipt of one decision on record. */
    Uni<Response> receipt(Link link, Known known, RecordEntry entry, Language language) {
        return pages.answer(
                200,
                LinkPage.of(receipt, link)
                        .data(
                                "receipt",
                                ReceiptView.of(
                                        entry, known.center(), link.tenant().zone(), language)),
                language,
                known.center().branding());
    }

    private static String name(Topic topic, Language language) {
        return topic.name().isEmpty() ? LinkPage.words(topic.purpose()) : language.pick(topic.name());
    }
}
