package io.consentry.preference.unsubscribe;

import io.consentry.kit.problem.Scrubbed;
import io.consentry.preference.link.Link;
import io.consentry.preference.link.LinkReader;
import io.consentry.preference.link.LinkUnknownException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The address in every message. Needs no cookie, no sign-in and no token but the link itself, and answers in place: a redirect would
 * lose the mailbox provider's POST (rules C-04 to C-06).
 */
@Path("/")
@PermitAll
@Tag(name = "Unsubscribe")
class UnsubscribeResource {

    private static final Logger LOG = Logger.getLogger(UnsubscribeResource.class);

    private final LinkReader links;
    private final OptOuts optOuts;
    private final UnsubscribePages pages;

    UnsubscribeResource(LinkReader links, OptOuts optOuts, UnsubscribePages pages) {
        this.links = links;
        this.optOuts = optOuts;
        this.pages = pages;
    }

    @GET
    @Path("u/{token}")
    @Operation(operationId = "unsubscribePage", summary = "The page with the choices; changes nothing")
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> page(@PathParam("token") String token) {
        return behind(token, pages::choice);
    }

    @GET
    @Path("p/{token}")
    @Operation(operationId = "preferencesPage", summary = "The same page, for the footer of a message; changes nothing")
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> preferences(@PathParam("token") String token) {
        return behind(token, pages::choice);
    }

    @POST
    @Path("u/{token}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "unsubscribe",
            summary = "One click (RFC 8058: List-Unsubscribe=One-Click, 200 and empty), or a button of the page")
    @APIResponse(
            responseCode = "200",
            description = "Durably recorded; empty for one click, a page for a button",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "400",
            description = "The body asks for nothing known; nothing was changed",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "503",
            description = "Not recorded; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> unsubscribe(
            @PathParam("token") String token,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte @Nullable [] body) {
        if (body != null && body.length > SmallForms.BYTES_MAX) {
            return pages.tooLarge();
        }
        Optional<UnsubscribeRequest> request = UnsubscribeRequest.parse(fields(contentType, body));
        return behind(
                token, link -> request.map(wanted -> unsubscribe(link, wanted)).orElseGet(pages::badRequest));
    }

    @POST
    @Path("u/{token}/undo")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "undoUnsubscribe",
            summary = "Take back an opt-out made through the same link, within a day")
    @APIResponse(
            responseCode = "200",
            description = "Undone; what was before stands again",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "400",
            description = "The body asks for nothing known; nothing was changed",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours, or it made no such opt-out",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(responseCode = "409", description = "Too late", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "503",
            description = "Not recorded; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> undo(
            @PathParam("token") String token,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte @Nullable [] body) {
        if (body != null && body.length > SmallForms.BYTES_MAX) {
            return pages.tooLarge();
        }
        Optional<String> withdrawal = fields(contentType, body).value("withdrawal");
        return behind(token, link -> withdrawal.map(id -> undo(link, id)).orElseGet(pages::badRequest));
    }

    private Uni<Response> unsubscribe(Link link, UnsubscribeRequest request) {
        return optOuts.optOut(link, request.scope())
                .chain(optOut -> request instanceof UnsubscribeRequest.OneClick
                        ? pages.empty()
                        : pages.done(link, request.scope(), optOut));
    }

    private Uni<Response> undo(Link link, String withdrawal) {
        return parsed(withdrawal)
                .map(id -> optOuts.undo(link, id))
                .orElseGet(UnsubscribeResource::unknown)
                .chain(outcome -> switch (outcome) {
                    case UNDONE -> pages.undone(link);
                    case TOO_LATE -> pages.undoTooLate();
                    case UNKNOWN -> pages.undoUnknown();
                });
    }

    private static Uni<UndoOutcome> unknown() {
        return Uni.createFrom().item(UndoOutcome.UNKNOWN);
    }

    private static Optional<UUID> parsed(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static FormFields fields(@Nullable String contentType, byte @Nullable [] body) {
        return FormFields.read(contentType, body == null ? new byte[0] : body);
    }

    private Uni<Response> behind(String token, Function<Link, Uni<? extends Response>> answer) {
        return links.read(token)
                .chain(answer)
                .onFailure(LinkUnknownException.class)
                .recoverWithUni(pages::notFound)
                .onFailure()
                .recoverWithUni(this::unavailable);
    }

    /** Whatever failed on our side, nothing is known to be recorded: the sender of the request must try again. */
    private Uni<Response> unavailable(Throwable failure) {
        LOG.errorf("a link could not be served: %s", Scrubbed.summary(failure));
        return pages.unavailable();
    }
}
