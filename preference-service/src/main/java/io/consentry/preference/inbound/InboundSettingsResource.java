package io.consentry.preference.inbound;

import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The secrets of the hooks, which go in and never out. */
@Path("/v1/inbound/settings")
@Tag(name = "Inbound")
@Produces(MediaType.APPLICATION_JSON)
class InboundSettingsResource {

    private final Caller caller;
    private final InboundSettingsStore store;

    InboundSettingsResource(Caller caller, InboundSettingsStore store) {
        this.caller = caller;
        this.store = store;
    }

    @GET
    @PermissionsAllowed("preference:read")
    @Operation(
            operationId = "inboundSettings",
            summary = "Which hooks have secrets of the tenant's own, and its own words")
    @APIResponse(responseCode = "200", description = "Without the secrets")
    public Uni<InboundSettingsView> get() {
        return caller.tenant().chain(store::find).map(InboundSettingsView::of);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("preference:write")
    @Operation(
            operationId = "setInboundSettings",
            summary =
                    "Set all secrets and words; where a secret is left out, the one answered when the tenant was created holds")
    @APIResponse(responseCode = "200", description = "Stored")
    @APIResponse(responseCode = "422", description = "All broken rules; nothing was changed")
    public Uni<InboundSettingsView> put(@Nullable InboundSettingsRequest request) {
        InboundSettings settings = RefusedException.requireBody(request).parse();
        return caller.tenant()
                .chain(tenant -> store.store(tenant, settings))
                .replaceWith(InboundSettingsView.of(settings));
    }
}
