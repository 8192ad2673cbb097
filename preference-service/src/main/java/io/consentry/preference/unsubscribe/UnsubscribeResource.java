package io.consentry.preference.unsubscribe;

import io.consentry.preference.link.Link;
import io.consentry.preference.page.BehindLink;
import io.consentry.preference.page.FormFields;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.MessagePages;
import io.consentry.preference.page.Pages;
import io.consentry.preference.page.SmallForms;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The address in every message. Needs no cookie, no sign-in and no token but the link itself, and answers in place: a redirect would
 * lose the mailbox provider's POST (rules C-04 to C-06).
 */
@Path("/")
@PermitAll
@Tag(name = "Unsubscribe")
class UnsubscribeResource {

    private final BehindLink links;
    private final OptOuts optOuts;
    private final UnsubscribePages pages;
    private final MessagePages messages;
    private final Pages plain;

    UnsubscribeResource(BehindLink links, OptOuts optOuts, UnsubscribePages pages, MessagePages messages, Pages plain) {
        this.links = links;
        this.optOuts = optOuts;
        this.pages = pages;
        this.messages = messages;
        this.plain = plain;
    }

    @GET
    @Path("u/{token}")
    @Operation(operationId = "unsubscribePage", summary = "The page with the choices; changes nothing")
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "429",
            description = "Too many requests of the client, by the link or at its address; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> page(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes) {
        Language language = Language.choose(lang, wishes);
        return links.answer(
                token, language, link -> pages.choice(link, language), wait -> pages.tooMany(token, wait, language));
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
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte @Nullable [] body) {
        Language language = Language.choose(lang, wishes);
        if (body != null && body.length > SmallForms.BYTES_MAX) {
            return messages.tooLarge(language);
        }
        Optional<UnsubscribeRequest> request = UnsubscribeRequest.parse(fields(contentType, body));
        return links.answerAlways(token, language, link -> request.map(wanted -> unsubscribe(link, wanted, language))
                .orElseGet(() -> messages.badRequest(language)));
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
    @APIResponse(
            responseCode = "429",
            description = "Too many requests of the client, by the link or at its address; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> undo(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte @Nullable [] body) {
        Language language = Language.choose(lang, wishes);
        if (body != null && body.length > SmallForms.BYTES_MAX) {
            return messages.tooLarge(language);
        }
        Optional<String> withdrawal = fields(contentType, body).value("withdrawal");
        return links.answer(token, language, link -> withdrawal
                .map(id -> undo(link, id, language))
                .orElseGet(() -> messages.badRequest(language)));
    }

    private Uni<Response> unsubscribe(Link link, UnsubscribeRequest request, Language language) {
        return optOuts.optOut(link, request.scope())
                .chain(optOut -> request instanceof UnsubscribeRequest.OneClick
                        ? plain.empty()
                        : pages.done(link, request.scope(), optOut, language));
    }

    private Uni<Response> undo(Link link, String withdrawal, Language language) {
        return parsed(withdrawal)
                .map(id -> optOuts.undo(link, id))
                .orElseGet(UnsubscribeResource::unknown)
                .chain(outcome -> switch (outcome) {
                    case UNDONE -> pages.undone(link, language);
                    case TOO_LATE -> messages.undoTooLate(language);
                    case UNKNOWN -> messages.undoUnknown(language);
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
}
