package io.consentry.preference.center;

import io.consentry.kit.problem.RefusedException;
import io.consentry.preference.link.Link;
import io.consentry.preference.link.LinkUnknownException;
import io.consentry.preference.page.BehindLink;
import io.consentry.preference.page.Language;
import io.consentry.preference.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The preference center for pages of the tenants' own, and for the widget (capability P5). Any site may ask: what opens it is the link in
 * the address, and no browser adds that by itself.
 */
@Path("/p/{token}/choices")
@PermitAll
@Tag(name = "Preference center")
@Produces(MediaType.APPLICATION_JSON)
class ChoicesResource {

    private static final String PREFLIGHT_SECONDS = "86400";

    private final BehindLink links;
    private final Choices choices;

    ChoicesResource(BehindLink links, Choices choices) {
        this.links = links;
        this.choices = choices;
    }

    @GET
    @Operation(operationId = "choices", summary = "What the person can choose, and what is on; changes nothing")
    @APIResponse(
            responseCode = "200",
            description = "As the page shows it",
            content = @Content(schema = @Schema(implementation = ChoicesView.class)))
    @APIResponse(responseCode = "404", description = "Not a link of ours")
    @APIResponse(responseCode = "429", description = "Too many requests; try again after Retry-After")
    public Uni<Response> get(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes) {
        Language language = Language.choose(lang, wishes);
        return link(token).chain(link -> show(link, language));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "saveChoices", summary = "Record what the person changed; durable when it is answered")
    @APIResponse(
            responseCode = "200",
            description = "Recorded; what can be chosen, as it was shown last",
            content = @Content(schema = @Schema(implementation = ChoicesView.class)))
    @APIResponse(responseCode = "404", description = "Not a link of ours")
    @APIResponse(responseCode = "429", description = "Too many requests; try again after Retry-After")
    @APIResponse(responseCode = "422", description = "All broken rules; nothing was changed")
    public Uni<Response> save(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String wishes,
            @Nullable ChoicesRequest request) {
        Language language = Language.choose(lang, wishes);
        ChoicesRequest given = RefusedException.requireBody(request);
        return link(token).chain(link -> choices.of(link)
                .chain(known -> choices.submit(
                        link,
                        known.center(),
                        given.parse(
                                known.sheet(), known.at().atZone(link.tenant().zone())),
                        language))
                .chain(() -> show(link, language)));
    }

    @OPTIONS
    @Operation(hidden = true)
    public Response preflight() {
        return open(Response.noContent())
                .header("Access-Control-Allow-Methods", "GET, POST")
                .header("Access-Control-Allow-Headers", "content-type")
                .header("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                .build();
    }

    private Uni<Link> link(String token) {
        return links.admit(token)
                .onFailure(LinkUnknownException.class)
                .transform(unknown -> RefusedException.notFound("link"));
    }

    private Uni<Response> show(Link link, Language language) {
        return choices.of(link).map(known -> open(Response.ok(ChoicesView.of(link, known, language)))
                .header("Content-Language", language.tag())
                .build());
    }

    private static Response.ResponseBuilder open(Response.ResponseBuilder response) {
        return Pages.headers(response).header("Access-Control-Allow-Origin", "*");
    }
}
