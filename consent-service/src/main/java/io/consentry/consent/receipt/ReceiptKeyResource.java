package io.consentry.consent.receipt;

import io.consentry.contract.TenantId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/receipts/{tenant}}: the keys of a tenant's receipts. Whoever holds a receipt may read them; nobody signs in for that. */
@Path("/v1/receipts/{tenant}")
class ReceiptKeyResource {

    /** Short: a receipt that a new key signed is verified as soon as that. */
    private static final String CACHEABLE = "public, max-age=300";

    private final TenantDirectory tenants;
    private final TenantDatabase database;
    private final ReceiptKeys keys;

    ReceiptKeyResource(TenantDirectory tenants, TenantDatabase database, ReceiptKeys keys) {
        this.tenants = tenants;
        this.database = database;
        this.keys = keys;
    }

    /** @param kid of the key that signs from now on */
    record RotatedAnswer(String kid) {}

    /** A JWK Set (RFC 7517 section 5). */
    record KeySet(List<Object> keys) {}

    @GET
    @Path("/jwks.json")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "receiptKeys",
            summary = "The public keys that ever signed the tenant's receipts (RFC 7517)")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = KeySet.class)))
    @APIResponse(responseCode = "404", description = "not-found")
    public Uni<Response> published(@PathParam("tenant") String tenant) {
        return existing(tenant)
                .chain(found ->
                        database.inTransaction(found.id(), transaction -> keys.published(transaction, found.id())))
                .map(published -> Response.ok(new JsonObject()
                                .put("keys", new JsonArray(published))
                                .encode())
                        .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
                        .build());
    }

    @POST
    @Path("/keys/rotate")
    @PermissionsAllowed("platform:operate")
    @Operation(
            operationId = "rotateReceiptKey",
            summary = "A new key for the tenant's receipts; the earlier ones stay published")
    public Uni<RotatedAnswer> rotate(@PathParam("tenant") String tenant) {
        return existing(tenant)
                .chain(found -> database.inTransaction(found.id(), transaction -> keys.rotate(transaction, found)))
                .map(key -> new RotatedAnswer(key.kid()));
    }

    private Uni<Tenant> existing(String id) {
        if (!TenantId.isValid(id)) {
            throw RefusedException.notFound("tenant");
        }
        return tenants.get(new TenantId(id))
                .onFailure(TenantUnknownException.class)
                .transform(unknown -> RefusedException.notFound("tenant"));
    }
}
