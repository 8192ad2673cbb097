package io.consentry.consent.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.consent.ledger.ActivityRecorder.Recorded;
import io.consentry.contract.ConsistencyToken;
import io.consentry.kit.idempotency.Idempotency;
import io.consentry.kit.idempotency.StoredAnswer;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/activities}: what people do, from which consents that end by inactivity go on (requirement 001-38). */
@Path("/v1/activities")
class ActivityResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final ActivityRecorder recorder;
    private final Clock clock;

    ActivityResource(
            Caller caller, TenantDatabase database, Idempotency idempotency, ActivityRecorder recorder, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * @param counted whether it is the latest that is known of the person; what is older changes nothing and is not recorded
     * @param eventId the event that recorded it; absent when nothing was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActivityAnswer(
            UUID subjectId,
            boolean counted,
            @Nullable UUID eventId,
            @Nullable String consistencyToken) {

        static ActivityAnswer of(Recorded recorded) {
            return new ActivityAnswer(
                    recorded.person().id().value(),
                    recorded.activity().isPresent(),
                    recorded.activity().map(RecordedSubjectEvent::id).orElse(null),
                    recorded.token().map(ConsistencyToken::text).orElse(null));
        }
    }

    @POST
    @PermissionsAllowed("consent:write")
    @Operation(summary = "Records what a person did; an open is nothing that a person did, and is refused")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ActivityAnswer.class)))
    public Uni<Response> record(
            ActivityRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RefusedException.requireBody(request);
        Idempotency.Slot slot = new Idempotency.Slot(caller.clientId(), "POST /v1/activities");
        return caller.tenant()
                .invoke(tenant -> tenant.requireActive())
                .chain(tenant -> {
                    ActivityCommand command = request.toCommand(tenant, clock);
                    return database.inTransaction(
                            tenant.id(),
                            transaction -> idempotency.once(
                                    transaction, tenant, slot, idempotencyKey, request, () -> recorder.record(
                                                    transaction, tenant, command)
                                            .map(ActivityAnswer::of)
                                            .map(answer -> new StoredAnswer(201, EventJson.write(answer)))));
                })
                .map(StoredAnswer::toResponse);
    }
}
