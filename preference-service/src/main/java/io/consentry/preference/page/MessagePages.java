package io.consentry.preference.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.function.Function;

/** Pages that say what did not happen. */
@ApplicationScoped
public class MessagePages {

    private final Template message;
    private final Pages pages;

    MessagePages(@Location("page/message.html") Template message, Pages pages) {
        this.message = message;
        this.pages = pages;
    }

    public Uni<Response> undoTooLate(Language language) {
        return message(409, language, PageText::tooLateTitle, PageText::tooLate);
    }

    public Uni<Response> undoUnknown(Language language) {
        return message(404, language, PageText::unknownUndoTitle, PageText::unknownUndo);
    }

    /** The same for every wrong link. */
    public Uni<Response> notFound(Language language) {
        return message(404, language, PageText::noLinkTitle, PageText::noLink);
    }

    public Uni<Response> badRequest(Language language) {
        return message(400, language, PageText::badRequestTitle, PageText::badRequest);
    }

    public Uni<Response> tooLarge(Language language) {
        return message(413, language, PageText::badRequestTitle, PageText::tooLarge);
    }

    /** Asks mailbox providers and people to come back; never pretends. */
    public Uni<Response> unavailable(Language language) {
        return message(503, language, PageText::unavailableTitle, PageText::unavailable)
                .map(response -> Response.fromResponse(response)
                        .header("Retry-After", "5")
                        .build());
    }

    /** The same for every link. */
    public Uni<Response> tooMany(Language language, Duration wait) {
        return message(429, language, PageText::tooManyTitle, PageText::tooManyPages)
                .map(response -> Response.fromResponse(response)
                        .header("Retry-After", wait.toSeconds())
                        .build());
    }

    /** Any page that says one thing. */
    public Uni<Response> message(
            int status, Language language, Function<PageText, String> title, Function<PageText, String> words) {
        PageText text = Pages.text(language);
        return pages.answer(status, message.data("title", title.apply(text)).data("text", words.apply(text)), language);
    }
}
