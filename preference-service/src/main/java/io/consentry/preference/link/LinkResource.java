package io.consentry.preference.link;

import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Links and headers for messages about to be sent. Nothing is stored: asking again makes other links that work as well. */
@Path("/v1/links")
@Tag(name = "Links")
class LinkResource {

    private final Caller caller;
    private final LinkMinter minter;
    private final LinkMetrics metrics;

    LinkResource(Caller caller, LinkMinter minter, LinkMetrics metrics) {
        this.caller = caller;
        this.minter = minter;
        this.metrics = metrics;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("preference:write")
    @Operation(operationId = "mintLinks", summary = "Make unsubscribe links and List-Unsubscribe headers, up to 10,000")
    @APIResponse(responseCode = "200", description = "The links, in the order of the recipients")
    @APIResponse(responseCode = "422", description = "All broken rules; no link was made")
    public Uni<LinksView> mint(@Nullable LinksRequest request) {
        LinksRequest given = RefusedException.requireBody(request);
        return caller.tenant()
                .chain(tenant -> minter.mint(tenant, given))
                .invoke(made -> metrics.minted(made.links().size()));
    }
}
