package io.consentry.consent.ledger;

import io.consentry.consent.ledger.ConsentView.RecordedView;
import io.consentry.consent.ledger.ReassignmentRecorder.Recorded;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/subjects/reassigned-numbers}: a telephone number was given to somebody else (rule D-15). */
@Path("/v1/subjects/reassigned-numbers")
class ReassignmentResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final ReassignmentRecorder recorder;
    private final Clock clock;

    ReassignmentResource(
            Caller caller,
            TenantDatabase database,
            Idempotency idempotency,
            ReassignmentRecorder recorder,
            Clock clock) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Somebody who had the number. */
    record FormerHolder(UUID subjectId, UUID eventId) {}

    /** @param ended consents that stood at no other address */
    record ReassignmentAnswer(List<FormerHolder> formerHolders, List<RecordedView> ended, String consistencyToken) {

        static ReassignmentAnswer of(Recorded recorded) {
            return new ReassignmentAnswer(
                    recorded.holders().stream()
                            .map(change ->
                                    new FormerHolder(change.event().subjectId().value(), change.id()))
                            .toList(),
                    recorded.ended().stream().map(RecordedView::of).toList(),
                    recorded.token().text());
        }
    }

    /** Also for a suspended tenant: it only closes. */
    @POST
    @PermissionsAllowed("consent:write")
    @Operation(summary = "Ends consents at a telephone number that was given to somebody else; opt-outs stay")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReassignmentAnswer.class)))
    public Uni<Response> reassign(
            ReassignmentRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RefusedException.requireBody(request);
        Idempotency.Slot slot = new Idempotency.Slot(caller.clientId(), "POST /v1/subjects/reassigned-numbers");
        return caller.tenant()
                .chain(tenant -> database.inTransaction(
                        tenant.id(),
                        transaction -> idempotency.once(transaction, tenant, slot, idempotencyKey, request, () -> {
                            ReassignmentRequest.Command command =
                                    request.toCommand(tenant, clock.instant().truncatedTo(ChronoUnit.MICROS));
                            return recorder.reassign(transaction, tenant, command)
                                    .map(ReassignmentAnswer::of)
                                    .map(answer -> new StoredAnswer(201, EventJson.write(answer)));
                        })))
                .map(StoredAnswer::toResponse);
    }
}
