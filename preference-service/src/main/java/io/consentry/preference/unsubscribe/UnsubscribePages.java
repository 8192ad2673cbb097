package io.consentry.preference.unsubscribe;

import io.consentry.preference.link.Link;
import io.consentry.preference.page.ChannelWords;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.LinkPage;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What people see behind a link to unsubscribe. */
@ApplicationScoped
class UnsubscribePages {

    private final Template choice;
    private final Template done;
    private final Template undone;
    private final Pages pages;

    UnsubscribePages(
            @Location("unsubscribe/choice.html") Template choice,
            @Location("unsubscribe/done.html") Template done,
            @Location("unsubscribe/undone.html") Template undone,
            Pages pages) {
        this.choice = choice;
        this.done = done;
        this.undone = undone;
        this.pages = pages;
    }

    /** The three buttons. */
    Uni<Response> choice(Link link, Language language) {
        return pages.answer(200, about(choice, link, language), language);
    }

    /** What was stopped, what goes on, and the way back. */
    Uni<Response> done(Link link, OptOutScope scope, UUID optOut, Language language) {
        return pages.answer(
                200,
                about(done, link, language)
                        .data("scope", scope.on(link.token()).wireName())
                        .data("optOut", optOut.toString()),
                language);
    }

    Uni<Response> undone(Link link, Language language) {
        return pages.answer(200, about(undone, link, language), language);
    }

    private static TemplateInstance about(Template template, Link link, Language language) {
        PageText text = Pages.text(language);
        return LinkPage.of(template, link)
                .data("channel", ChannelWords.of(link.token().channel(), text))
                .data("otherChannels", ChannelWords.others(link.token().channel(), text))
                .data("topic", LinkPage.words(link.token().purpose()));
    }
}
