package io.consentry.preference.optin;

import io.consentry.kit.link.SealedText;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
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
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The link in the mail. Scanners open links and run scripts: only the page's own form confirms (capability P2). */
@Path("/confirm/{token}")
@PermitAll
@Tag(name = "Opt-ins")
class ConfirmResource {

    private static final Logger LOG = Logger.getLogger(ConfirmResource.class);

    private final TenantDirectory tenants;
    private final OptIns optIns;
    private final ConfirmPages pages;
    private final MessagePages messages;

    ConfirmResource(TenantDirectory tenants, OptIns optIns, ConfirmPages pages, MessagePages messages) {
        this.messages = messages;
        this.tenants = tenants;
        this.optIns = optIns;
        this.pages = pages;
    }

    @GET
    @Operation(operationId = "confirmPage", summary = "What is asked for, and a button; changes nothing")
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "Not a link of ours, or it is too old",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> page(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes) {
        Language language = Language.choose(lang, wishes);
        return behind(token, language, (tenant, id) -> optIns.find(tenant, id)
                .chain(found -> found.map(optIn -> optIn.confirmedAt() == null
                                ? pages.ask(tenant, token, optIn, language)
                                : pages.done(tenant, optIn, language))
                        .orElseGet(() -> pages.notFound(language))));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "confirmOptIn",
            summary = "Confirm, by the page's button; once, however often it is pressed")
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
            description = "Not a link of ours, or it is too old",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "503",
            description = "Not recorded; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> confirm(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte @Nullable [] body) {
        Language language = Language.choose(lang, wishes);
        if (body != null && body.length > SmallForms.BYTES_MAX) {
            return messages.tooLarge(language);
        }
        boolean confirms = FormFields.read(contentType, body == null ? new byte[0] : body)
                .value("action")
                .filter("confirm"::equals)
                .isPresent();
        return behind(
                token, language, (tenant, id) -> confirms ? confirm(tenant, id, language) : pages.badRequest(language));
    }

    private Uni<Response> confirm(Tenant tenant, UUID id, Language language) {
        return optIns.confirm(tenant, id).chain(confirmed -> confirmed
                .map(optIn -> pages.done(tenant, optIn, language))
                .orElseGet(() -> pages.notFound(language)));
    }

    private Uni<Response> behind(String token, Language language, BiFunction<Tenant, UUID, Uni<Response>> answer) {
        return SealedText.tenantOf(token)
                .map(claimed -> tenants.get(claimed)
                        .map(Optional::of)
                        .onFailure(TenantUnknownException.class)
                        .recoverWithItem(Optional.empty()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(found -> found.flatMap(tenant ->
                                OptInToken.decode(tenant.keys(), token).map(id -> answer.apply(tenant, id)))
                        .orElseGet(() -> pages.notFound(language)))
                .onFailure()
                .recoverWithUni(failure -> unavailable(failure, language));
    }

    /** Whatever failed on our side, nothing is known to be recorded: the person must try again. */
    private Uni<Response> unavailable(Throwable failure, Language language) {
        LOG.errorf("a confirmation could not be served: %s", Scrubbed.summary(failure));
        return messages.unavailable(language);
    }
}
