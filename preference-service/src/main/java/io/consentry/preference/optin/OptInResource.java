package io.consentry.preference.optin;

import io.consentry.kit.idempotency.Idempotency;
import io.consentry.kit.idempotency.StoredAnswer;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.preference.mail.MailQueue;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Starts double opt-ins for the tenant's own forms. */
@Path("/v1/opt-ins")
@Tag(name = "Opt-ins")
class OptInResource {

    private static final String ROUTE = "POST /v1/opt-ins";

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final MailQueue mails;
    private final OptIns optIns;

    OptInResource(Caller caller, TenantDatabase database, Idempotency idempotency, MailQueue mails, OptIns optIns) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.mails = mails;
        this.optIns = optIns;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("preference:write")
    @Operation(
            operationId = "startOptIn",
            summary = "Mail a link to confirm what somebody asked for; nothing is allowed until they do")
    @APIResponse(
            responseCode = "202",
            description = "Taken, with or without a mail",
            content = @Content(schema = @Schema(implementation = OptInView.class)))
    @APIResponse(responseCode = "422", description = "All broken rules; no mail goes out")
    @APIResponse(responseCode = "429", description = "More mails in a minute than a tenant may cause")
    public Uni<Response> start(
            @Nullable OptInRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        OptInRequest given = RefusedException.requireBody(request);
        Idempotency.Slot slot = new Idempotency.Slot(caller.clientId(), ROUTE);
        return caller.tenant()
                .map(Tenant::requireActive)
                .invoke(mails::requireWorking)
                .chain(tenant -> start(tenant, slot, idempotencyKey, given))
                .map(StoredAnswer::toResponse);
    }

    @GET
    @Path("/{id}/evidence")
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("audit:read")
    @Operation(
            operationId = "optInEvidence",
            summary = "What was asked for, how, and when it was confirmed: personal data")
    @APIResponse(responseCode = "200", description = "Also of one that nobody confirmed yet")
    @APIResponse(responseCode = "404", description = "No such opt-in, or nobody confirmed it in time")
    public Uni<OptInEvidence> evidence(@PathParam("id") UUID id) {
        return caller.tenant().chain(tenant -> optIns.find(tenant, id)).map(found -> found.map(OptInEvidence::of)
                .orElseThrow(() -> RefusedException.notFound("opt-in")));
    }

    private Uni<StoredAnswer> start(Tenant tenant, Idempotency.Slot slot, @Nullable String key, OptInRequest request) {
        AskedOptIn asked = request.parse(tenant.settings().defaultPhoneRegion());
        return database.inTransaction(
                tenant.id(),
                transaction -> idempotency.once(
                        transaction, tenant, slot, key, request, () -> optIns.start(transaction, tenant, asked)
                                .map(view -> new StoredAnswer(202, EventJson.write(view)))));
    }
}
