package io.consentry.preference.linkrequest;

import io.consentry.contract.AddressKind;
import io.consentry.contract.TenantId;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressInvalidException;
import io.consentry.kit.address.AddressNormaliser;
import io.consentry.kit.problem.Scrubbed;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
import io.consentry.preference.branding.Brandings;
import io.consentry.preference.mail.MailOffer;
import io.consentry.preference.mail.MailQueue;
import io.consentry.preference.page.FormFields;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.MessagePages;
import io.consentry.preference.page.SmallForms;
import io.consentry.preference.unsubscribe.OptOuts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where people ask for a link to their choices. Does the same work for every address, so that nobody learns from the answer, or from how
 * long it takes, who is known to a tenant.
 */
@Path("/p/{tenant}/request")
@PermitAll
@Tag(name = "Preferences")
class LinkRequestResource {

    private static final Logger LOG = Logger.getLogger(LinkRequestResource.class);
    private static final AddressNormaliser NORMALISER = new AddressNormaliser();

    private final TenantDirectory tenants;
    private final ClientLimits limits;
    private final LinkRequestMail mail;
    private final MailQueue queue;
    private final Brandings looks;
    private final OptOuts opened;
    private final LinkRequestPages pages;
    private final MessagePages messages;

    LinkRequestResource(
            TenantDirectory tenants,
            ClientLimits limits,
            LinkRequestMail mail,
            MailQueue queue,
            Brandings looks,
            OptOuts opened,
            LinkRequestPages pages,
            MessagePages messages) {
        this.messages = messages;
        this.looks = looks;
        this.tenants = tenants;
        this.limits = limits;
        this.mail = mail;
        this.queue = queue;
        this.opened = opened;
        this.pages = pages;
    }

    @GET
    @Operation(operationId = "linkRequestPage", summary = "A page with one field, for an e-mail address")
    @APIResponse(responseCode = "200", description = "The page", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "No such tenant",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> page(
            @PathParam("tenant") String tenant,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes) {
        Language language = Language.choose(lang, wishes);
        return of(tenant, language, known -> pages.form(known, language));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "requestLink",
            summary = "Mail a link to the address, if it is known; the answer is the same if not")
    @APIResponse(responseCode = "200", description = "Taken", content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "404",
            description = "No such tenant",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "422",
            description = "Not an e-mail address",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "429",
            description = "Too many requests of the client, or of all",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    @APIResponse(
            responseCode = "503",
            description = "Not taken; try again after Retry-After",
            content = @Content(mediaType = MediaType.TEXT_HTML))
    public Uni<Response> request(
            @PathParam("tenant") String tenant,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes,
            @Context HttpServerRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte @Nullable [] body) {
        Language language = Language.choose(lang, wishes);
        if (body != null && body.length > SmallForms.BYTES_MAX) {
            return pages.tooLarge(language);
        }
        if (!limits.take(request.remoteAddress().hostAddress())) {
            return pages.tooMany(language);
        }
        Optional<String> email =
                FormFields.read(contentType, body == null ? new byte[0] : body).value("email");
        return of(tenant, language, known -> email.flatMap(LinkRequestResource::address)
                .map(address -> send(known, address, language, Language.wished(lang, wishes)))
                .orElseGet(() -> pages.notAnAddress(known, language)));
    }

    /** In the language that the person wishes, else in the tenant's. */
    private Uni<Response> send(Tenant tenant, Address address, Language language, Optional<Language> wished) {
        queue.requireWorking();
        return opened.inTransaction(tenant.id(), transaction -> looks.find(transaction, tenant.id())
                        .chain(look -> mail.write(tenant, address, wished.orElseGet(look::defaultLanguage)))
                        .chain(written -> queue.offer(transaction, tenant, written)))
                .chain(offer -> offer == MailOffer.TENANT_FULL ? pages.busy(language) : pages.sent(tenant, language));
    }

    private static Optional<Address> address(String text) {
        try {
            return Optional.of(NORMALISER.normalise(AddressKind.EMAIL, text, ""));
        } catch (AddressInvalidException e) {
            return Optional.empty();
        }
    }

    private Uni<Response> of(String tenant, Language language, Function<Tenant, Uni<? extends Response>> answer) {
        if (!TenantId.isValid(tenant)) {
            return messages.notFound(language);
        }
        return tenants.get(new TenantId(tenant))
                .chain(answer)
                .onFailure(TenantUnknownException.class)
                .recoverWithUni(() -> messages.notFound(language))
                .onFailure()
                .recoverWithUni(failure -> unavailable(failure, language));
    }

    private Uni<Response> unavailable(Throwable failure, Language language) {
        LOG.errorf("a request for a link could not be taken: %s", Scrubbed.summary(failure));
        return pages.unavailable(language);
    }
}
