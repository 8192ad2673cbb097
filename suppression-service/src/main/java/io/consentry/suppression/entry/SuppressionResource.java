package io.consentry.suppression.entry;

import io.consentry.kit.idempotency.Idempotency;
import io.consentry.kit.idempotency.Idempotency.Slot;
import io.consentry.kit.idempotency.StoredAnswer;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/suppressions}: a tenant's list. */
@Path("/v1/suppressions")
class SuppressionResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final TenantSuppressions suppressions;
    private final SuppressionStore store;

    SuppressionResource(
            Caller caller,
            TenantDatabase database,
            Idempotency idempotency,
            TenantSuppressions suppressions,
            SuppressionStore store) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.suppressions = suppressions;
        this.store = store;
    }

    @POST
    @PermissionsAllowed("suppression:write")
    @Operation(summary = "Puts an address on the list")
    @APIResponse(
            responseCode = "201",
            description = "The entry stands",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AddedView.class)))
    public Uni<Response> add(
            @Nullable AddSuppressionRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        AddSuppressionRequest given = RefusedException.requireBody(request);
        Slot slot = new Slot(caller.clientId(), "POST /v1/suppressions");
        return caller.tenant().chain(tenant -> {
            AddSuppression command = given.toCommand(tenant.settings().defaultPhoneRegion());
            return once(tenant, slot, idempotencyKey, given, transaction -> suppressions
                    .add(transaction, tenant, command)
                    .map(view -> new StoredAnswer(201, EventJson.write(view))));
        });
    }

    @POST
    @Path("/search")
    @PermissionsAllowed("suppression:read")
    @Operation(summary = "Finds entries by address, or page by page")
    public Uni<SearchView> search(@Nullable SearchRequest request) {
        SearchRequest given = RefusedException.requireBody(request);
        return caller.tenant().chain(tenant -> search(tenant, given.toSearch(tenant)));
    }

    private Uni<SearchView> search(Tenant tenant, Search search) {
        return database.inTransaction(tenant.id(), transaction -> store.search(transaction, tenant.id(), search))
                .map(found -> SearchView.of(found, search.limit()));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("suppression:read")
    @Operation(summary = "One entry with its history")
    public Uni<SuppressionDetailView> get(@PathParam("id") UUID id) {
        return caller.tenant().chain(tenant -> get(tenant, id));
    }

    private Uni<SuppressionDetailView> get(Tenant tenant, UUID id) {
        return database.inTransaction(tenant.id(), transaction -> store.find(transaction, tenant.id(), id))
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("suppression")))
                .map(stored -> SuppressionDetailView.of(tenant, stored));
    }

    @POST
    @Path("/{id}/release")
    @PermissionsAllowed("suppression:write")
    @Operation(summary = "Lifts an entry, where its rule lets a tenant do so")
    @APIResponse(
            responseCode = "200",
            description = "The entry is lifted",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleasedView.class)))
    public Uni<Response> release(
            @PathParam("id") UUID id,
            @Nullable ReleaseRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        ReleaseRequest given = RefusedException.requireBody(request);
        ReleaseGrounds grounds = given.toGrounds();
        Slot slot = new Slot(caller.clientId(), "POST /v1/suppressions/" + id + "/release");
        return caller.tenant()
                .chain(tenant -> once(tenant, slot, idempotencyKey, given, transaction -> suppressions
                        .release(transaction, tenant, id, grounds)
                        .map(view -> new StoredAnswer(200, EventJson.write(view)))));
    }

    private Uni<Response> once(
            Tenant tenant,
            Slot slot,
            @Nullable String idempotencyKey,
            Object request,
            Function<SqlConnection, Uni<StoredAnswer>> work) {
        return database.inTransaction(
                        tenant.id(),
                        transaction -> idempotency.once(
                                transaction, tenant, slot, idempotencyKey, request, () -> work.apply(transaction)))
                .map(StoredAnswer::toResponse);
    }
}
