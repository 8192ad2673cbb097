package io.consentry.preference.unsubscribe;

import io.consentry.contract.PurposeKey;
import io.consentry.preference.link.Link;
import io.consentry.preference.link.LinkToken;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What people see behind a link: whole pages without script or anything from elsewhere. */
@ApplicationScoped
class UnsubscribePages {

    private final Template choice;
    private final Template done;
    private final Template undone;
    private final Template message;
    private final PageResponses responses;

    UnsubscribePages(
            @Location("unsubscribe/choice.html") Template choice,
            @Location("unsubscribe/done.html") Template done,
            @Location("unsubscribe/undone.html") Template undone,
            @Location("unsubscribe/message.html") Template message,
            PageResponses responses) {
        this.choice = choice;
        this.done = done;
        this.undone = undone;
        this.message = message;
        this.responses = responses;
    }

    /** The three buttons. */
    Uni<Response> choice(Link link) {
        return responses.answer(200, about(choice, link));
    }

    /** What was stopped, what goes on, and the way back. */
    Uni<Response> done(Link link, OptOutScope scope, UUID optOut) {
        return responses.answer(
                200,
                about(done, link)
                        .data("scope", scope.on(link.token()).wireName())
                        .data("optOut", optOut.toString()));
    }

    Uni<Response> undone(Link link) {
        return responses.answer(200, about(undone, link));
    }

    Uni<Response> undoTooLate() {
        return message(
                409,
                "Too late to undo here",
                "This opt-out was made more than a day ago and stands. To receive messages again, sign up with the sender.");
    }

    Uni<Response> undoUnknown() {
        return message(404, "Nothing to undo", "This link did not make that opt-out. Nothing was changed.");
    }

    /** The same for every wrong link. */
    Uni<Response> notFound() {
        return message(
                404, "This link does not work", "Please use the link in the message again. Nothing was changed.");
    }

    Uni<Response> badRequest() {
        return message(
                400, "Nothing was changed", "The request was not complete. Please use the buttons on the page again.");
    }

    Uni<Response> tooLarge() {
        return message(413, "Nothing was changed", "The request was too large.");
    }

    /** Asks mailbox providers and people to come back; never pretends. */
    Uni<Response> unavailable() {
        return message(503, "Please try again shortly", "We could not record your choice just now.")
                .map(response -> Response.fromResponse(response)
                        .header("Retry-After", "5")
                        .build());
    }

    /** 200 and nothing else, as RFC 8058 has it. */
    Uni<Response> empty() {
        return Uni.createFrom().item(PageResponses.headers(Response.ok()).build());
    }

    private Uni<Response> message(int status, String title, String text) {
        return responses.answer(status, message.data("title", title).data("text", text));
    }

    private static TemplateInstance about(Template template, Link link) {
        LinkToken token = link.token();
        PurposeKey purpose = token.purpose();
        return template.data("sender", link.tenant().settings().tradingName())
                .data("legalName", link.tenant().settings().legalName())
                .data("contact", link.tenant().settings().contact().email())
                .data("address", token.masked())
                .data("token", link.text())
                .data("channel", ChannelWords.of(token.channel()))
                .data("otherChannels", ChannelWords.others(token.channel()))
                .data("topic", purpose == null ? "" : purpose.value().replaceAll("[._-]+", " "));
    }
}
