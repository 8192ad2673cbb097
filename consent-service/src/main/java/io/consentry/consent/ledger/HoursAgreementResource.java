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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/subjects/{id}/hours-agreements}: what a person agreed in writing about contact hours (rule A-18), and its end. */
@Path("/v1/subjects/{id}/hours-agreements")
class HoursAgreementResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final HoursAgreementRecorder recorder;
    private final Clock clock;

    HoursAgreementResource(
            Caller caller,
            TenantDatabase database,
            Idempotency idempotency,
            HoursAgreementRecorder recorder,
            Clock clock) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.recorder = recorder;
        this.clock = clock;
    }

    record HoursAgreementAnswer(UUID subjectId, UUID eventId, Instant recordedAt, String consistencyToken) {}

    @POST
    @PermissionsAllowed("consent:write")
    @Operation(
            summary =
                    "Records that the person agreed in writing to be contacted outside the law's hours; it replaces what stood for these channels")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = HoursAgreementAnswer.class)))
    public Uni<Response> agree(
            @PathParam("id") UUID id,
            HoursAgreementRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RefusedException.requireBody(request);
        return caller.tenant().invoke(Tenant::requireActive).chain(tenant -> {
            HoursAgreementCommand command = request.toCommand(clock);
            return once(
                    tenant,
                    "POST /v1/subjects/" + id + "/hours-agreements",
                    idempotencyKey,
                    request,
                    transaction -> recorder.agree(transaction, tenant, new SubjectId(id), command));
        });
    }

    @POST
    @Path("/end")
    @PermissionsAllowed("consent:write")
    @Operation(summary = "Ends what the person agreed about hours, on some channels or on all")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = HoursAgreementAnswer.class)))
    public Uni<Response> end(
            @PathParam("id") UUID id,
            HoursAgreementEndRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RefusedException.requireBody(request);
        return caller.tenant().chain(tenant -> {
            HoursAgreementEndRequest.Command command = request.toCommand(clock);
            return once(
                    tenant,
                    "POST /v1/subjects/" + id + "/hours-agreements/end",
                    idempotencyKey,
                    request,
                    transaction -> recorder.end(transaction, tenant, new SubjectId(id), command));
        });
    }

    private Uni<Response> once(
            Tenant tenant,
            String route,
            @Nullable String idempotencyKey,
            Object request,
            Function<SqlConnection, Uni<HoursAgreementRecorder.Recorded>> work) {
        Idempotency.Slot slot = new Idempotency.Slot(caller.clientId(), route);
        return database.inTransaction(
                        tenant.id(),
                        transaction -> idempotency.once(
                                transaction, tenant, slot, idempotencyKey, request, () -> work.apply(transaction)
                                        .map(HoursAgreementResource::answer)))
                .map(StoredAnswer::toResponse);
    }

    private static StoredAnswer answer(HoursAgreementRecorder.Recorded recorded) {
        return new StoredAnswer(
                201,
                EventJson.write(new HoursAgreementAnswer(
                        recorded.change().event().subjectId().value(),
                        recorded.change().id(),
                        recorded.change().event().recordedAt(),
                        recorded.token().text())));
    }
}
