package io.consentry.preference.center;

import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The tenant's own preference center: what people can choose, and how the page looks. */
@Path("/v1/center")
@Tag(name = "Preference center")
@Produces(MediaType.APPLICATION_JSON)
class CenterResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final CenterStore store;

    CenterResource(Caller caller, TenantDatabase database, CenterStore store) {
        this.caller = caller;
        this.database = database;
        this.store = store;
    }

    @GET
    @PermissionsAllowed("preference:read")
    @Operation(operationId = "center", summary = "The latest version; version 0 without topics where none is described")
    @APIResponse(responseCode = "200", description = "As people see it now")
    public Uni<CenterView> get() {
        return caller.tenant()
                .chain(tenant ->
                        database.inTransaction(tenant.id(), transaction -> store.find(transaction, tenant.id())))
                .map(CenterView::of);
    }

    @GET
    @Path("versions/{version}")
    @PermissionsAllowed("preference:read")
    @Operation(
            operationId = "centerVersion",
            summary = "What people were shown, as the evidence of their choices names it")
    @APIResponse(responseCode = "200", description = "As it was")
    @APIResponse(responseCode = "404", description = "No such version")
    public Uni<CenterView> version(@PathParam("version") int version) {
        return caller.tenant()
                .chain(tenant -> database.inTransaction(
                        tenant.id(), transaction -> store.find(transaction, tenant.id(), version)))
                .map(found -> CenterView.of(found.orElseThrow(() -> RefusedException.notFound("version"))));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("preference:write")
    @Operation(operationId = "setCenter", summary = "Describe it anew, whole; the same again is no new version")
    @APIResponse(responseCode = "200", description = "Stored")
    @APIResponse(responseCode = "422", description = "All broken rules; nothing was changed")
    public Uni<CenterView> put(@Nullable CenterRequest request) {
        Center center = RefusedException.requireBody(request).parse();
        return caller.tenant()
                .chain(tenant -> database.inTransaction(
                        tenant.requireActive().id(), transaction -> store.put(transaction, tenant.id(), center)))
                .map(CenterView::of);
    }
}
