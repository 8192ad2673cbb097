package io.consentry.preference.center;

import io.consentry.contract.PurposeKey;
import io.consentry.kit.link.LinkToken;
import io.consentry.preference.center.Choices.Known;
import io.consentry.preference.link.Link;
import io.consentry.preference.page.ChannelWords;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.consentry.preference.record.RecordEntry;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a person got the message with the link, and where their details came from (rule A-20), as far as this service knows.
 *
 * @param about what the message was about
 * @param basis by what it may come, or that nothing on record lets it come; null for a link that names no purpose
 * @param source how the address came on record; null when nothing is
 */
public record WhyView(
        String about, @Nullable String basis, @Nullable String source) {

    static WhyView of(Link link, Known known, Language language) {
        PageText text = Pages.text(language);
        LinkToken token = link.token();
        ZoneId zone = link.tenant().zone();
        PurposeKey purpose = token.purpose();
        String channel = ChannelWords.of(token.channel(), text);
        return new WhyView(
                purpose == null
                        ? text.whyAboutAny(channel)
                        : text.whyAbout(CenterPages.name(purpose, known.center(), language), channel),
                purpose == null
                        ? null
                        : basis(known.record().basis(purpose, token.channel(), known.at()), link, zone, text),
                known.record()
                        .first()
                        .map(first -> source(first, link, zone, text))
                        .orElse(null));
    }

    private static String basis(Optional<RecordEntry> basis, Link link, ZoneId zone, PageText text) {
        return basis.map(entry -> text.whyBasis(
                        RecordView.status(entry, text),
                        RecordView.how(entry.method(), text),
                        RecordView.time(entry.occurredAt(), zone)))
                .orElseGet(() -> text.whyNone(link.tenant().settings().tradingName()));
    }

    private static String source(RecordEntry first, Link link, ZoneId zone, PageText text) {
        String who = RecordView.who(first, text);
        String how = RecordView.how(first.method(), text) + RecordView.where(first);
        return text.whySource(
                link.tenant().settings().tradingName(),
                RecordView.time(first.occurredAt(), zone),
                who == null ? how : how + ", " + who);
    }
}
