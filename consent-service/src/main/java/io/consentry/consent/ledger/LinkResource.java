package io.consentry.consent.ledger;

import io.consentry.consent.ledger.ConsentView.IdentifierView;
import io.consentry.consent.ledger.LinkRecorder.Recorded;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** {@code POST /v1/subjects/{id}/identifiers}: a person is known by a further identifier (capability C8). */
@Path("/v1/subjects/{id}/identifiers")
class LinkResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final LinkRecorder recorder;
    private final Clock clock;

    LinkResource(Caller caller, TenantDatabase database, Idempotency idempotency, LinkRecorder recorder, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.recorder = recorder;
        this.clock = clock;
    }

    record LinkAnswer(
            UUID subjectId, IdentifierView identifier, UUID eventId, Instant recordedAt, String consistencyToken) {

        static LinkAnswer of(Recorded recorded) {
            return new LinkAnswer(
                    recorded.change().event().subjectId().value(),
                    IdentifierView.of(recorded.identifier()),
                    recorded.change().id(),
                    recorded.change().event().recordedAt(),
                    recorded.token().text());
        }
    }

    @POST
    @PermissionsAllowed("consent:write")
    @Operation(summary = "Links an identifier to a person, or says anew how sure it is and how long it holds")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LinkAnswer.class)))
    public Uni<Response> link(
            @PathParam("id") UUID id,
            LinkRequest request,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RefusedException.requireBody(request);
        Idempotency.Slot slot = new Idempotency.Slot(caller.clientId(), "POST /v1/subjects/" + id + "/identifiers");
        return caller.tenant()
                .invoke(Tenant::requireActive)
                .chain(tenant -> database.inTransaction(
                        tenant.id(),
                        transaction -> idempotency.once(transaction, tenant, slot, idempotencyKey, request, () -> {
                            LinkRequest.Command command =
                                    request.toCommand(tenant, clock.instant().truncatedTo(ChronoUnit.MICROS));
                            return recorder.link(transaction, tenant, new SubjectId(id), command)
                                    .map(LinkAnswer::of)
                                    .map(answer -> new StoredAnswer(201, EventJson.write(answer)));
                        })))
                .map(StoredAnswer::toResponse);
    }
}
