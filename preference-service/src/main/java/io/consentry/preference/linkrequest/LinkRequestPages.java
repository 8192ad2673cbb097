package io.consentry.preference.linkrequest;

import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.unsubscribe.PageResponses;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The page with the one field, and what it answers. */
@ApplicationScoped
class LinkRequestPages {

    private final Template form;
    private final Template sent;
    private final Template message;
    private final PageResponses responses;

    LinkRequestPages(
            @Location("linkrequest/form.html") Template form,
            @Location("linkrequest/sent.html") Template sent,
            @Location("unsubscribe/message.html") Template message,
            PageResponses responses) {
        this.form = form;
        this.sent = sent;
        this.message = message;
        this.responses = responses;
    }

    Uni<Response> form(Tenant tenant) {
        return responses.answer(200, about(form, tenant).data("wrong", false));
    }

    /** The field again: what was in it is no address. */
    Uni<Response> notAnAddress(Tenant tenant) {
        return responses.answer(422, about(form, tenant).data("wrong", true));
    }

    /** The same whether or not a mail goes out. */
    Uni<Response> sent(Tenant tenant) {
        return responses.answer(200, about(sent, tenant));
    }

    Uni<Response> notFound() {
        return message(
                404, "This link does not work", "Please use the link in the message again. Nothing was changed.");
    }

    Uni<Response> tooLarge() {
        return message(413, "Nothing was sent", "The request was too large.");
    }

    Uni<Response> tooMany() {
        return later(429, "3600", "Too many requests", "Please try again in an hour.");
    }

    Uni<Response> busy() {
        return later(429, "60", "Please try again shortly", "Too many people are asking just now.");
    }

    Uni<Response> unavailable() {
        return later(503, "5", "Please try again shortly", "We could not send anything just now.");
    }

    private Uni<Response> later(int status, String seconds, String title, String text) {
        return message(status, title, text).map(response -> Response.fromResponse(response)
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build());
    }

    private Uni<Response> message(int status, String title, String text) {
        return responses.answer(status, message.data("title", title).data("text", text));
    }

    private static TemplateInstance about(Template template, Tenant tenant) {
        return template.data("sender", tenant.settings().tradingName())
                .data("legalName", tenant.settings().legalName())
                .data("contact", tenant.settings().contact().email())
                .data("tenant", tenant.id().value());
    }
}
