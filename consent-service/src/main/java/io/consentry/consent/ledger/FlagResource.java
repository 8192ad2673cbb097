package io.consentry.consent.ledger;

import io.consentry.contract.SubjectId;
import io.consentry.kit.idempotency.Idempotency;
import io.consentry.kit.idempotency.StoredAnswer;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/subjects/{id}/flags}: marks a person as a child (rule A-29), or as restricted (capability D1), or no longer. */
@Path("/v1/subjects/{id}/flags")
class FlagResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final FlagRecorder recorder;
    private final Clock clock;

    FlagResource(Caller caller, TenantDatabase database, Idempotency idempotency, FlagRecorder recorder, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.recorder = recorder;
        this.clock = clock;
    }

    record FlagAnswer(UUID subjectId, UUID eventId, Instant recordedAt, String consistencyToken) {}

    @POST
    @PermissionsAllowed("consent:write")
    @Operation(summary = "Sets or clears flags of a person; one that is left out stays as it is")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FlagAnswer.class)))
    public Uni<Response> flag(
            @PathParam("id") UUID id,
            FlagRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RefusedException.requireBody(request);
        Idempotency.Slot slot = new Idempotency.Slot(caller.clientId(), "POST /v1/subjects/" + id + "/flags");
        return caller.tenant()
                .invoke(tenant -> {
                    if (request.permits()) {
                        tenant.requireActive();
                    }
                })
                .chain(tenant -> {
                    FlagCommand command = request.toCommand(clock);
                    return database.inTransaction(
                            tenant.id(),
                            transaction -> idempotency.once(
                                    transaction,
                                    tenant,
                                    slot,
                                    idempotencyKey,
                                    request,
                                    () -> record(transaction, tenant, new SubjectId(id), command)));
                })
                .map(StoredAnswer::toResponse);
    }

    private Uni<StoredAnswer> record(SqlConnection transaction, Tenant tenant, SubjectId subject, FlagCommand command) {
        return recorder.record(transaction, tenant, subject, command)
                .map(recorded -> new FlagAnswer(
                        recorded.flags().event().subjectId().value(),
                        recorded.flags().id(),
                        recorded.flags().event().recordedAt(),
                        recorded.token().text()))
                .map(answer -> new StoredAnswer(201, EventJson.write(answer)));
    }
}
