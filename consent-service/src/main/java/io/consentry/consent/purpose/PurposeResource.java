package io.consentry.consent.purpose;

import io.consentry.contract.PurposeKey;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;

/** {@code /v1/purposes}: what a tenant may ask consent for. */
@Path("/v1/purposes")
class PurposeResource {

    private final Caller caller;
    private final PurposeCatalogue catalogue;

    PurposeResource(Caller caller, PurposeCatalogue catalogue) {
        this.caller = caller;
        this.catalogue = catalogue;
    }

    @PUT
    @Path("/{key}")
    @PermissionsAllowed("consent:write")
    public Uni<Purpose> put(@PathParam("key") String key, PurposeRequest request) {
        Purpose purpose = RefusedException.requireBody(request).toPurpose(key);
        return caller.tenant()
                .chain(tenant -> catalogue.put(tenant.requireActive().id(), purpose));
    }

    @GET
    @PermissionsAllowed("consent:read")
    public Uni<Map<String, List<Purpose>>> list() {
        return caller.tenant()
                .chain(tenant -> catalogue.of(tenant.id()))
                .map(purposes -> Map.of("purposes", List.copyOf(purposes.values())));
    }

    @GET
    @Path("/{key}")
    @PermissionsAllowed("consent:read")
    public Uni<Purpose> get(@PathParam("key") String key) {
        return caller.tenant().chain(tenant -> catalogue.of(tenant.id())).map(purposes -> find(purposes, key));
    }

    private static Purpose find(Map<PurposeKey, Purpose> purposes, String key) {
        Purpose purpose = PurposeKey.isValid(key) ? purposes.get(new PurposeKey(key)) : null;
        if (purpose == null) {
            throw RefusedException.notFound("purpose");
        }
        return purpose;
    }
}
