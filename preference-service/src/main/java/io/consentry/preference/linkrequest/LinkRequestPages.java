package io.consentry.preference.linkrequest;

import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.LinkPage;
import io.consentry.preference.page.MessagePages;
import io.consentry.preference.page.PageText;
import io.consentry.preference.page.Pages;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** The page with the one field, and what it answers. */
@ApplicationScoped
class LinkRequestPages {

    private final Template form;
    private final Template sent;
    private final Pages pages;
    private final MessagePages messages;

    LinkRequestPages(
            @Location("linkrequest/form.html") Template form,
            @Location("linkrequest/sent.html") Template sent,
            Pages pages,
            MessagePages messages) {
        this.form = form;
        this.sent = sent;
        this.pages = pages;
        this.messages = messages;
    }

    Uni<Response> form(Tenant tenant, Language language) {
        return pages.answer(200, about(form, tenant).data("wrong", false), language);
    }

    /** The field again: what was in it is no address. */
    Uni<Response> notAnAddress(Tenant tenant, Language language) {
        return pages.answer(422, about(form, tenant).data("wrong", true), language);
    }

    /** The same whether or not a mail goes out. */
    Uni<Response> sent(Tenant tenant, Language language) {
        return pages.answer(200, about(sent, tenant), language);
    }

    Uni<Response> tooLarge(Language language) {
        return messages.message(413, language, PageText::notSentTitle, PageText::tooLarge);
    }

    Uni<Response> tooMany(Language language) {
        return later(429, "3600", language, PageText::tooManyTitle, PageText::tooMany);
    }

    Uni<Response> busy(Language language) {
        return later(429, "60", language, PageText::unavailableTitle, PageText::busy);
    }

    Uni<Response> unavailable(Language language) {
        return later(503, "5", language, PageText::unavailableTitle, PageText::notSent);
    }

    private Uni<Response> later(
            int status,
            String seconds,
            Language language,
            Function<PageText, String> title,
            Function<PageText, String> words) {
        return messages.message(status, language, title, words).map(response -> Response.fromResponse(response)
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build());
    }

    private static TemplateInstance about(Template template, Tenant tenant) {
        return LinkPage.of(template, tenant).data("tenant", tenant.id().value());
    }
}
