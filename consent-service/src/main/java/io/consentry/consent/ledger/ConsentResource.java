package io.consentry.consent.ledger;

import io.consentry.consent.ledger.ConsentView.HistoryEntry;
import io.consentry.consent.ledger.ConsentView.RecordAnswer;
import io.consentry.consent.ledger.ConsentView.RecordedView;
import io.consentry.consent.notice.NoticeDirectory;
import io.consentry.consent.notice.PublishedNotices;
import io.consentry.consent.purpose.Purpose;
import io.consentry.consent.purpose.PurposeCatalogue;
import io.consentry.contract.PurposeKey;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/consents}: records decisions, and shows one. */
@Path("/v1/consents")
class ConsentResource {

    private final Caller caller;
    private final PurposeCatalogue purposes;
    private final NoticeDirectory notices;
    private final ConsentRequestParser parser;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final ConsentRecorder recorder;
    private final LedgerStore ledger;

    ConsentResource(
            Caller caller,
            PurposeCatalogue purposes,
            NoticeDirectory notices,
            ConsentRequestParser parser,
            TenantDatabase database,
            Idempotency idempotency,
            ConsentRecorder recorder,
            LedgerStore ledger) {
        this.caller = caller;
        this.purposes = purposes;
        this.notices = notices;
        this.parser = parser;
        this.database = database;
        this.idempotency = idempotency;
        this.recorder = recorder;
        this.ledger = ledger;
    }

    @POST
    @PermissionsAllowed("consent:write")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RecordAnswer.class)))
    public Uni<Response> record(
            RecordConsentRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        RefusedException.requireBody(request);
        Idempotency.Slot slot = new Idempotency.Slot(caller.clientId(), "POST /v1/consents");
        return caller.tenant()
                .chain(tenant -> purposes.of(tenant.id())
                        .chain(catalogue -> database.inTransaction(
                                tenant.id(),
                                transaction -> idempotency.once(
                                        transaction,
                                        tenant,
                                        slot,
                                        idempotencyKey,
                                        request,
                                        () -> record(transaction, tenant, catalogue, request)))))
                .map(StoredAnswer::toResponse);
    }

    /** Judges the request only here: a repeat gets the first answer, whatever has been published, changed or suspended since. */
    private Uni<StoredAnswer> record(
            SqlConnection transaction,
            Tenant tenant,
            Map<PurposeKey, Purpose> catalogue,
            RecordConsentRequest request) {
        return published(transaction, tenant, request)
                .map(published -> parser.parse(request, tenant, catalogue, published))
                .chain(command -> record(transaction, tenant, command));
    }

    /** As they are now: what has just been published may be cited at once. */
    private Uni<PublishedNotices> published(SqlConnection transaction, Tenant tenant, RecordConsentRequest request) {
        return request.notice() == null
                ? Uni.createFrom().item(PublishedNotices.NONE)
                : notices.read(transaction, tenant.id());
    }

    private Uni<StoredAnswer> record(SqlConnection transaction, Tenant tenant, RecordConsent command) {
        return recorder.record(transaction, tenant, command)
                .map(recorded -> new RecordAnswer(
                        recorded.subject().id().value(),
                        recorded.events().stream().map(RecordedView::of).toList(),
                        recorded.token().text()))
                .map(answer -> new StoredAnswer(201, EventJson.write(answer)));
    }

    @GET
    @Path("/{eventId}/evidence")
    @PermissionsAllowed("audit:read")
    @Operation(summary = "What proves a decision, as it was recorded: personal data")
    public Uni<Evidence> evidence(@PathParam("eventId") UUID eventId) {
        return caller.tenant().chain(tenant -> database.inTransaction(
                        tenant.id(), transaction -> ledger.evidence(transaction, tenant.id(), eventId))
                .map(found -> found.map(encrypted -> EvidenceCipher.decrypt(tenant.keys(), eventId, encrypted))
                        .orElseThrow(() -> RefusedException.notFound("consent"))));
    }

    @GET
    @Path("/{eventId}")
    @PermissionsAllowed("consent:read")
    public Uni<HistoryEntry> get(@PathParam("eventId") UUID eventId) {
        return caller.tenant()
                .chain(tenant -> database.inTransaction(
                        tenant.id(), transaction -> ledger.find(transaction, tenant.id(), eventId)))
                .map(found -> found.map(HistoryEntry::of).orElseThrow(() -> RefusedException.notFound("consent")));
    }
}
