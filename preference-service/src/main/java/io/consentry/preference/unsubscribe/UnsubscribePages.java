package io.consentry.preference.unsubscribe;

import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.preference.branding.Brandings;
import io.consentry.preference.branding.Look;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;

/** What people see behind a link to unsubscribe. */
@ApplicationScoped
class UnsubscribePages {

    private static final Duration LOOK_WAIT = Duration.ofSeconds(1);

    private final Template choice;
    private final Template done;
    private final Template undone;
    private final Template busy;
    private final Pages pages;
    private final Brandings looks;
    private final TenantDatabase database;

    UnsubscribePages(
            @Location("unsubscribe/choice.html") Template choice,
            @Location("unsubscribe/done.html") Template done,
            @Location("unsubscribe/undone.html") Template undone,
            @Location("unsubscribe/busy.html") Template busy,
            Pages pages,
            Brandings looks,
            TenantDatabase database) {
        this.busy = busy;
        this.looks = looks;
        this.database = database;
        this.choice = choice;
        this.done = done;
        this.undone = undone;
        this.pages = pages;
    }

    /** The three buttons. */
    Uni<Response> choice(Link link, Language language) {
        return look(link)
                .chain(look -> pages.answer(
                        200,
                        about(choice, link, look, language).data("intro", look.unsubscribeIntro(language)),
                        language,
                        look.branding()));
    }

    /** What was stopped, what goes on, and the way back. */
    Uni<Response> done(Link link, OptOutScope scope, UUID optOut, Language language) {
        return look(link)
                .chain(look -> pages.answer(
                        200,
                        about(done, link, look, language)
                                .data("scope", scope.on(link.token()).wireName())
                                .data("optOut", optOut.toString()),
                        language,
                        look.branding()));
    }

    Uni<Response> undone(Link link, Language language) {
        return look(link)
                .chain(look -> pages.answer(200, about(undone, link, look, language), language, look.branding()));
    }

    /** Too many are asking for the page: one button is left, for nobody may be kept from leaving. The same for every link. */
    Uni<Response> tooMany(String token, Duration wait, Language language) {
        return pages.answer(429, busy.data("token", token), language).map(response -> Response.fromResponse(response)
                .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
                .build());
    }

    /** What is durable must not be called failed, nor the way out be closed, for want of a colour. */
    private Uni<Look> look(Link link) {
        return database.inTransaction(
                        link.tenant().id(),
                        transaction -> looks.find(transaction, link.tenant().id()))
                .ifNoItem()
                .after(LOOK_WAIT)
                .recoverWithItem(Look.PLAIN)
                .onFailure()
                .recoverWithItem(Look.PLAIN);
    }

    private static TemplateInstance about(Template template, Link link, Look look, Language language) {
        PageText text = Pages.text(language);
        return LinkPage.of(template, link)
                .data("channel", ChannelWords.of(link.token().channel(), text))
                .data("otherChannels", ChannelWords.others(link.token().channel(), text))
                .data("topic", look.topic(link.token().purpose(), language));
    }
}
