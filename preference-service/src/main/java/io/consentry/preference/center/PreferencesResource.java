package io.consentry.preference.center;

import io.consentry.preference.center.Choices.Known;
import io.consentry.preference.link.Link;
import io.consentry.preference.page.BehindLink;
import io.consentry.preference.page.FormFields;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.MessagePages;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The preference center behind a link (capability P1). The link is all that it takes: no cookie goes with it, so no other site can send
 * the form in a person's name.
 */
@Path("/p/{token}")
@PermitAll
@Tag(name = "Preference center")
class PreferencesResource {

    private final BehindLink links;
    private final Choices choices;
    private final CenterPages pages;
    private final MessagePages messages;

    PreferencesResource(BehindLink links, Choices choices, CenterPages pages, MessagePages messages) {
        this.links = links;
        this.choices = choices;
        this.pages = pages;
        this.messages = messages;
    }

    @GET
    @Operation(operationId = "preferencesPage", summary = "What the person can choose, and what is on; changes nothing")
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
                token, language, link -> choices.of(link).chain(known -> pages.choices(link, known, language)));
    }

    @GET
    @Path("record")
    @Operation(operationId = "recordPage", summary = "What is on record about the person's choices")
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "429",
            description = "Too many requests of the client, by the link or at its address; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> record(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes) {
        Language language = Language.choose(lang, wishes);
        return links.answer(
                token, language, link -> choices.of(link).chain(known -> pages.record(link, known, language)));
    }

    @GET
    @Path("record/{eventId}")
    @Operation(operationId = "receiptPage", summary = "The receipt of a decision on the person's record")
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours, or no decision on its record",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "429",
            description = "Too many requests of the client, by the link or at its address; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> receipt(
            @PathParam("token") String token,
            @PathParam("eventId") String eventId,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes) {
        Language language = Language.choose(lang, wishes);
        return links.answer(token, language, link -> choices.of(link).chain(known -> known.record().entries().stream()
                .filter(entry -> entry.eventId().toString().equals(eventId))
                .findFirst()
                .map(entry -> pages.receipt(link, known, entry, language))
                .orElseGet(() -> messages.notFound(language))));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "savePreferences", summary = "The page's form: records what the person changed")
    @APIResponse(
            responseCode = "200",
            description = "Durably recorded",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "400",
            description = "Not the page's form; nothing was changed",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "503",
            description = "Not recorded; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "429",
            description = "Too many requests of the client, by the link or at its address; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> save(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte @Nullable [] body) {
        Language language = Language.choose(lang, wishes);
        if (body != null && body.length > SmallForms.CHOICES_BYTES_MAX) {
            return messages.tooLarge(language);
        }
        FormFields form = FormFields.read(contentType, body == null ? new byte[0] : body);
        return links.answer(
                token, language, link -> choices.of(link).chain(known -> save(link, known, form, language)));
    }

    private Uni<Response> save(Link link, Known known, FormFields form, Language language) {
        Optional<Changes> changes = ChoiceForm.read(
                form, known.sheet(), known.at().atZone(link.tenant().zone()));
        return changes.isEmpty()
                ? messages.badRequest(language)
                : choices.submit(link, known.center(), changes.get(), language)
                        .chain(() -> pages.saved(link, known, changes.get(), language));
    }
}
