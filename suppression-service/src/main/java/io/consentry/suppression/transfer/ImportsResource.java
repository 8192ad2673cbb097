package io.consentry.suppression.transfer;

import io.consentry.contract.TenantId;
import io.consentry.kit.idempotency.Idempotency;
import io.consentry.kit.idempotency.Idempotency.Slot;
import io.consentry.kit.idempotency.StoredAnswer;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/suppressions/imports/{id}}: an import that was accepted. */
@Path("/v1/suppressions/imports/{id}")
@Produces(MediaType.APPLICATION_JSON)
class ImportsResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Idempotency idempotency;
    private final ImportStore store;
    private final LineErrorStore lineErrors;
    private final ImportUndo undo;

    ImportsResource(
            Caller caller,
            TenantDatabase database,
            Idempotency idempotency,
            ImportStore store,
            LineErrorStore lineErrors,
            ImportUndo undo) {
        this.caller = caller;
        this.database = database;
        this.idempotency = idempotency;
        this.store = store;
        this.lineErrors = lineErrors;
        this.undo = undo;
    }

    @GET
    @PermissionsAllowed("suppression:read")
    @Operation(operationId = "getImport", summary = "How far the import is, and what came of it")
    public Uni<ImportView> get(@PathParam("id") UUID id) {
        return caller.tenant()
                .chain(tenant ->
                        database.inTransaction(tenant.id(), transaction -> require(transaction, tenant.id(), id)))
                .map(ImportView::of);
    }

    @GET
    @Path("/errors")
    @Produces(ListFormat.CSV)
    @PermissionsAllowed("suppression:read")
    @Operation(
            operationId = "getImportErrors",
            summary =
                    "What is wrong with which line, as CSV; the first 10,000 errors, without what the lines say; for 30 days after the import ended")
    @APIResponse(
            responseCode = "200",
            description = "line,code,message,field",
            content = @Content(mediaType = ListFormat.CSV, schema = @Schema(implementation = String.class)))
    public Uni<String> errors(@PathParam("id") UUID id) {
        return caller.tenant()
                .chain(tenant ->
                        database.inTransaction(tenant.id(), transaction -> require(transaction, tenant.id(), id)
                                .chain(() -> lineErrors.find(transaction, tenant.id(), id))))
                .map(ImportsResource::csv);
    }

    private static String csv(List<LineError> errors) {
        StringBuilder text = new StringBuilder("line,code,message,field\n");
        for (LineError error : errors) {
            text.append(CsvRecord.of(Long.toString(error.line()), error.code(), error.message(), error.field()));
        }
        return text.toString();
    }

    private Uni<ImportJob> require(SqlConnection transaction, TenantId tenant, UUID id) {
        return store.find(transaction, tenant, id)
                .map(found -> found.orElseThrow(() -> RefusedException.notFound("import")));
    }

    @POST
    @Path("/undo")
    @PermissionsAllowed("suppression:write")
    @Operation(
            operationId = "undoImport",
            summary =
                    "Lifts what the import added, save what another import names, too; ends it where it is. Until 30 days after it ended")
    @APIResponse(
            responseCode = "202",
            description = "It will be undone",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Uni<Response> undo(
            @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        Slot slot = new Slot(caller.clientId(), "POST /v1/suppressions/imports/" + id + "/undo");
        return caller.tenant()
                .chain(tenant -> database.inTransaction(
                        tenant.id(),
                        transaction ->
                                idempotency.once(transaction, tenant, slot, idempotencyKey, id, () -> undo.request(
                                                transaction, tenant.id(), id)
                                        .map(job -> new StoredAnswer(202, EventJson.write(ImportView.of(job)))))))
                .map(StoredAnswer::toResponse);
    }
}
