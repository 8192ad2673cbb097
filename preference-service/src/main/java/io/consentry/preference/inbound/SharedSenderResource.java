package io.consentry.preference.inbound;

import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.kit.flow.Each;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.TenantDirectory;
import io.consentry.kit.tenant.TenantUnknownException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The operator's numbers that several tenants send from; no tenant sees them, nor each other (rule D-14). */
@Path("/v1/shared-senders/{number}")
@Tag(name = "Shared senders")
@Produces(MediaType.APPLICATION_JSON)
class SharedSenderResource {

    private final SharedSenderStore store;
    private final TenantDirectory tenants;

    SharedSenderResource(SharedSenderStore store, TenantDirectory tenants) {
        this.store = store;
        this.tenants = tenants;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("platform:operate")
    @Operation(
            operationId = "putSharedSender",
            summary = "Set who sends from a number; answers the secret with which its messages are signed")
    @APIResponse(responseCode = "200", description = "Stored; the secret stays the same")
    @APIResponse(responseCode = "422", description = "All broken rules; nothing was changed")
    public Uni<SharedSenderView> put(@PathParam("number") String number, @Nullable SharedSenderRequest request) {
        requireNumber(number);
        List<TenantId> named = RefusedException.requireBody(request).parse();
        return Each.inOrder(named, this::requireKnown)
                .chain(() -> store.put(number, named))
                .map(SharedSenderView::of);
    }

    private Uni<Void> requireKnown(TenantId tenant) {
        return tenants.get(tenant)
                .onFailure(TenantUnknownException.class)
                .transform(unknown -> refused("tenants", "unknown-tenant", "there is no tenant " + tenant))
                .replaceWithVoid();
    }

    @GET
    @PermissionsAllowed("platform:operate")
    @Operation(operationId = "getSharedSender", summary = "Who sends from a number, and its secret")
    public Uni<SharedSenderView> get(@PathParam("number") String number) {
        return store.find(number).map(found -> found.map(SharedSenderView::of)
                .orElseThrow(() -> RefusedException.notFound("shared number")));
    }

    @DELETE
    @PermissionsAllowed("platform:operate")
    @Operation(operationId = "deleteSharedSender", summary = "Take no more messages to a number")
    public Uni<Void> delete(@PathParam("number") String number) {
        return store.delete(number);
    }

    private static void requireNumber(String number) {
        if (!SharedSender.isNumber(number)) {
            throw refused("number", "not-a-number", "must be 3 to 15 digits, without a plus sign");
        }
    }

    private static RefusedException refused(String path, String code, String message) {
        return new RefusedException(
                ProblemType.INVALID,
                "The shared number cannot be stored.",
                List.of(new Violation(path, code, message)));
    }
}
