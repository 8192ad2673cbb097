package io.consentry.consent.ledger;

import io.consentry.consent.ledger.MergeRecorder.Recorded;
import io.consentry.contract.event.SubjectEvent.SubjectsMerged;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/subjects/merge}: two people turned out to be one (capability C8). */
@Path("/v1/subjects/merge")
class MergeResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final MergeRecorder recorder;
    private final Clock clock;

    MergeResource(
            Caller caller, TenantDatabase database, Idempotency idempotency, MergeRecorder recorder, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** @param eventId by which the merge can be undone */
    record MergeAnswer(UUID subjectId, UUID mergedId, UUID eventId, Instant recordedAt, String consistencyToken) {

        static MergeAnswer of(Recorded recorded) {
            SubjectsMerged merge = (SubjectsMerged) recorded.change().event();
            return new MergeAnswer(
                    merge.subjectId().value(),
                    merge.mergedId().value(),
                    recorded.change().id(),
                    merge.recordedAt(),
                    recorded.token().text());
        }
    }

    @POST
    @PermissionsAllowed("consent:write")
    @Operation(summary = "Makes one person of two: the least permissive of what either said or is counts for both")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MergeAnswer.class)))
    public Uni<Response> merge(MergeRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RefusedException.requireBody(request);
        Idempotency.Slot slot = new Idempotency.Slot(caller.clientId(), "POST /v1/subjects/merge");
        return caller.tenant()
                .chain(tenant -> {
                    MergeRequest.Command command =
                            request.toCommand(clock.instant().truncatedTo(ChronoUnit.MICROS));
                    return database.inTransaction(
                            tenant.id(),
                            transaction -> idempotency.once(
                                    transaction, tenant, slot, idempotencyKey, request, () -> recorder.merge(
                                                    transaction, tenant, command)
                                            .map(MergeAnswer::of)
                                            .map(answer -> new StoredAnswer(201, EventJson.write(answer)))));
                })
                .map(StoredAnswer::toResponse);
    }
}
