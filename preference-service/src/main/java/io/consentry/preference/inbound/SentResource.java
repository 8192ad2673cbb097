package io.consentry.preference.inbound;

import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.preference.inbound.SentRequest.Sent;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/sent}: whose answers to a shared number are to whom (rule D-14). */
@Path("/v1/sent")
@Tag(name = "Inbound")
class SentResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final SentStore store;
    private final SharedConfig config;
    private final Clock clock;

    SentResource(Caller caller, TenantDatabase database, SentStore store, SharedConfig config, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("preference:write")
    @Operation(
            operationId = "noteSent",
            summary = "Tell of text messages that were sent from a number that others send from, too; up to 1,000")
    @APIResponse(responseCode = "204", description = "Noted; only that and when is kept, under the person's keyed hash")
    @APIResponse(responseCode = "422", description = "All broken rules; nothing was noted")
    public Uni<Void> note(@Nullable SentRequest request) {
        SentRequest given = RefusedException.requireBody(request);
        return caller.tenant().chain(tenant -> note(tenant, given));
    }

    private Uni<Void> note(Tenant tenant, SentRequest request) {
        Instant now = clock.instant();
        List<Sent> sent = request.parse(tenant.settings().defaultPhoneRegion(), now);
        return database.inTransaction(
                tenant.id(), transaction -> store.note(transaction, tenant, sent, now.minus(config.window())));
    }
}
