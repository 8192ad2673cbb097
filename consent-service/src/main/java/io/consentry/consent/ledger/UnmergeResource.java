package io.consentry.consent.ledger;

import io.consentry.consent.ledger.MergeRecorder.Recorded;
import io.consentry.contract.event.SubjectEvent.SubjectsUnmerged;
import io.consentry.kit.idempotency.Idempotency;
import io.consentry.kit.idempotency.StoredAnswer;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
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

/** {@code POST /v1/subjects/unmerge}: a merge was a mistake (capability C8). */
@Path("/v1/subjects/unmerge")
class UnmergeResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final MergeRecorder recorder;
    private final Clock clock;

    UnmergeResource(
            Caller caller, TenantDatabase database, Idempotency idempotency, MergeRecorder recorder, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.recorder = recorder;
        this.clock = clock;
    }

    record UnmergeAnswer(UUID subjectId, UUID mergedId, UUID eventId, Instant recordedAt, String consistencyToken) {

        static UnmergeAnswer of(Recorded recorded) {
            SubjectsUnmerged undone = (SubjectsUnmerged) recorded.change().event();
            return new UnmergeAnswer(
                    undone.subjectId().value(),
                    undone.mergedId().value(),
                    recorded.change().id(),
                    undone.recordedAt(),
                    recorded.token().text());
        }
    }

    /** It takes away denials that the merge had brought, so that a suspended tenant may not. */
    @POST
    @PermissionsAllowed("consent:write")
    @Operation(summary = "Makes two people of one again; what was recorded in between stays where it was recorded")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = UnmergeAnswer.class)))
    public Uni<Response> unmerge(
            UnmergeRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RefusedException.requireBody(request);
        Idempotency.Slot slot = new Idempotency.Slot(caller.clientId(), "POST /v1/subjects/unmerge");
        return caller.tenant()
                .invoke(Tenant::requireActive)
                .chain(tenant -> {
                    UnmergeRequest.Command command =
                            request.toCommand(clock.instant().truncatedTo(ChronoUnit.MICROS));
                    return database.inTransaction(
                            tenant.id(),
                            transaction -> idempotency.once(
                                    transaction, tenant, slot, idempotencyKey, request, () -> recorder.unmerge(
                                                    transaction, tenant, command)
                                            .map(UnmergeAnswer::of)
                                            .map(answer -> new StoredAnswer(201, EventJson.write(answer)))));
                })
                .map(StoredAnswer::toResponse);
    }
}
