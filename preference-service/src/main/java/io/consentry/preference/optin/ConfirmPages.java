package io.consentry.preference.optin;

import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.unsubscribe.PageResponses;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** What people see behind the link to confirm. */
@ApplicationScoped
class ConfirmPages {

    private final Template ask;
    private final Template done;
    private final Template message;
    private final PageResponses responses;

    ConfirmPages(
            @Location("optin/ask.html") Template ask,
            @Location("optin/done.html") Template done,
            @Location("unsubscribe/message.html") Template message,
            PageResponses responses) {
        this.ask = ask;
        this.done = done;
        this.message = message;
        this.responses = responses;
    }

    /** What is asked for, and the button. */
    Uni<Response> ask(Tenant tenant, String token, OptIn optIn) {
        return responses.answer(200, about(ask, tenant, optIn).data("token", token));
    }

    /** What was confirmed, now or before. */
    Uni<Response> done(Tenant tenant, OptIn optIn) {
        return responses.answer(200, about(done, tenant, optIn));
    }

    /** The same for every wrong link and every link that is too old. */
    Uni<Response> notFound() {
        return message(
                404,
                "This link does not work",
                "It may be too old. Nothing was changed. To receive messages, sign up with the sender again.");
    }

    Uni<Response> badRequest() {
        return message(400, "Nothing was changed", "Please use the button on the page.");
    }

    Uni<Response> tooLarge() {
        return message(413, "Nothing was changed", "The request was too large.");
    }

    Uni<Response> unavailable() {
        return message(503, "Please try again shortly", "We could not record your choice just now.")
                .map(response -> Response.fromResponse(response)
                        .header(HttpHeaders.RETRY_AFTER, "5")
                        .build());
    }

    private Uni<Response> message(int status, String title, String text) {
        return responses.answer(status, message.data("title", title).data("text", text));
    }

    private static TemplateInstance about(Template template, Tenant tenant, OptIn optIn) {
        return template.data("sender", tenant.settings().tradingName())
                .data("legalName", tenant.settings().legalName())
                .data("contact", tenant.settings().contact().email())
                .data("address", optIn.content().masked())
                .data("wording", optIn.content().wording())
                .data("purposes", PurposeWords.of(optIn.content().grants()));
    }
}
