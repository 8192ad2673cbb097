package io.consentry.preference.cases;

import io.consentry.preference.branding.Brandings;
import io.consentry.preference.branding.Look;
import io.consentry.preference.link.Link;
import io.consentry.preference.page.BehindLink;
import io.consentry.preference.page.FormFields;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.MessagePages;
import io.consentry.preference.page.Pages.Branding;
import io.consentry.preference.page.SmallForms;
import io.consentry.preference.unsubscribe.OptOuts;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where the bearer of a link asks for their data (capability P4); it costs nothing and needs no account (rule A-11). */
@Path("/p/{token}/data")
@PermitAll
@Tag(name = "Preference center")
class PersonCaseResource {

    private static final int SHOWN_MAX = 20;

    private final BehindLink links;
    private final OptOuts durable;
    private final Cases cases;
    private final Brandings brandings;
    private final CasePages pages;
    private final MessagePages messages;

    PersonCaseResource(
            BehindLink links,
            OptOuts durable,
            Cases cases,
            Brandings brandings,
            CasePages pages,
            MessagePages messages) {
        this.links = links;
        this.durable = durable;
        this.cases = cases;
        this.brandings = brandings;
        this.pages = pages;
        this.messages = messages;
    }

    private record Known(Branding branding, List<DataSubjectCase> cases) {}

    @GET
    @Operation(operationId = "dataPage", summary = "A form to ask for one's data, and what was asked; changes nothing")
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
        return links.answer(token, language, link -> known(link)
                .chain(known -> pages.ask(link, known.cases(), known.branding(), language)));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "askForData", summary = "The page's form: opens a case, once for the same request")
    @APIResponse(
            responseCode = "200",
            description = "Durably recorded, now or before",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "400",
            description = "Not the page's form; nothing was recorded",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "409",
            description = "The address has 10 open requests; nothing was recorded",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "422",
            description = "Something is missing; nothing was recorded",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "503",
            description = "Not recorded; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "429",
            description = "Too many requests of the client, by the link or at its address; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> ask(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte @Nullable [] body) {
        Language language = Language.choose(lang, wishes);
        if (body != null && body.length > SmallForms.CHOICES_BYTES_MAX) {
            return messages.tooLarge(language);
        }
        Optional<CaseForm> form = CaseForm.read(FormFields.read(contentType, body == null ? new byte[0] : body));
        return links.answer(token, language, link -> form.map(given -> ask(link, given, language))
                .orElseGet(() -> messages.badRequest(language)));
    }

    private Uni<Response> ask(Link link, CaseForm form, Language language) {
        return form.isComplete()
                ? cases.open(link.tenant(), form.asked(link, language)).chain(recorded -> branding(link)
                        .chain(branding -> recorded.map(one -> pages.asked(link, one, branding, language))
                                .orElseGet(() -> pages.tooMany(link, branding, language))))
                : known(link).chain(known -> pages.incomplete(link, form, known.cases(), known.branding(), language));
    }

    private Uni<Branding> branding(Link link) {
        return durable.inTransaction(
                link.tenant().id(),
                transaction -> brandings.find(transaction, link.tenant().id()).map(Look::branding));
    }

    private Uni<Known> known(Link link) {
        return durable.inTransaction(link.tenant().id(), transaction -> brandings
                .find(transaction, link.tenant().id())
                .chain(look -> cases.of(transaction, link.tenant(), link.token().address(), SHOWN_MAX)
                        .map(found -> new Known(look.branding(), found))));
    }
}
