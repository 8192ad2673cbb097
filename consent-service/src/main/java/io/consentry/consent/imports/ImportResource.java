package io.consentry.consent.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/imports}: lists of consents in, what came of them, and their undo (capability C10). */
@Path("/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
class ImportResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final ImportIntake intake;
    private final ImportStore store;
    private final ImportConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore places;

    ImportResource(
            Caller caller,
            TenantDatabase database,
            ImportIntake intake,
            ImportStore store,
            ImportConfig config,
            ImportPlaces places,
            ObjectMapper json,
            Clock clock) {
        this.caller = caller;
        this.database = database;
        this.intake = intake;
        this.store = store;
        this.config = config;
        this.places = places.semaphore();
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Blocking
    @Consumes(RowFormat.CSV)
    @PermissionsAllowed("consent:write")
    @Operation(operationId = "importCsv", summary = "A list of consents and opt-outs, with a header line")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response csv(
            InputStream body,
            @HeaderParam(TermsRequest.HEADER) @Nullable String terms,
            @QueryParam("dryRun") @Nullable String dryRun)
            throws IOException {
        return take(body, terms, true, dryRun);
    }

    @POST
    @Blocking
    @Consumes(RowFormat.NDJSON)
    @PermissionsAllowed("consent:write")
    @Operation(operationId = "importNdjson", summary = "The same as NDJSON, a row a line")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response ndjson(
            InputStream body,
            @HeaderParam(TermsRequest.HEADER) @Nullable String terms,
            @QueryParam("dryRun") @Nullable String dryRun)
            throws IOException {
        return take(body, terms, false, dryRun);
    }

    private Response take(InputStream body, @Nullable String terms, boolean csv, @Nullable String dryRun)
            throws IOException {
        TermsRequest given = terms(terms);
        given.requireComplete();
        boolean dry = isDryRun(dryRun);
        Tenant tenant = caller.tenant().await().atMost(config.timeout());
        if (!places.tryAcquire()) {
            throw new RefusedException(
                    ProblemType.TOO_MANY_REQUESTS, "Too many lists are being sent; wait for one of them to end.");
        }
        try {
            UUID id = intake.take(tenant, given, csv, dry, caller.clientId(), body);
            ImportView view = database.inTransaction(tenant.id(), transaction -> find(transaction, tenant, id))
                    .await()
                    .atMost(config.timeout());
            return Response.accepted(view)
                    .location(URI.create("/v1/imports/" + id))
                    .build();
        } finally {
            places.release();
        }
    }

    /** Strictly: what is none must not be taken for the real thing. */
    private static boolean isDryRun(@Nullable String given) {
        if (given != null && !given.equals("true") && !given.equals("false")) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "Say whether the list is to be recorded.",
                    List.of(new Violation("dryRun", "unknown-value", "must be true or false")));
        }
        return "true".equals(given);
    }

    private TermsRequest terms(@Nullable String header) {
        if (header == null) {
            throw unusable("required", "is required: who answers for the list, as JSON (001-04)");
        }
        try {
            return json.readValue(header, TermsRequest.class);
        } catch (JsonProcessingException e) {
            throw unusable(
                    "not-json", "must be a JSON object with sourceKind, source, basis, attestation, defaults, columns");
        }
    }

    private static RefusedException unusable(String code, String message) {
        return new RefusedException(
                ProblemType.INVALID,
                "The list needs its terms.",
                List.of(new Violation(TermsRequest.HEADER, code, message)));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("consent:write")
    @Operation(summary = "How far an import is, and what came of it")
    public Uni<ImportView> get(@PathParam("id") UUID id) {
        return caller.tenant()
                .chain(tenant -> database.inTransaction(tenant.id(), transaction -> find(transaction, tenant, id)));
    }

    private Uni<ImportView> find(SqlConnection transaction, Tenant tenant, UUID id) {
        return store.find(transaction, tenant, id)
                .map(found -> found.map(ImportView::of).orElseThrow(() -> RefusedException.notFound("import")));
    }

    @GET
    @Path("/{id}/errors")
    @Produces(RowFormat.CSV)
    @PermissionsAllowed("consent:write")
    @Operation(summary = "What is wrong with which line: the first 10,000, for 30 days after the import ended")
    public Uni<String> errors(@PathParam("id") UUID id) {
        return caller.tenant()
                .chain(tenant -> database.inTransaction(tenant.id(), transaction -> find(transaction, tenant, id)
                        .chain(() -> store.errors(transaction, tenant.id(), id))))
                .map(ErrorsCsv::write);
    }

    @POST
    @Path("/{id}/undo")
    @PermissionsAllowed("consent:write")
    @Operation(
            summary =
                    "Takes back what an import recorded and nothing later has changed; ends one that is running. Until 30 days after it ended")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Uni<Response> undo(@PathParam("id") UUID id) {
        return caller.tenant()
                .chain(tenant -> database.inTransaction(tenant.id(), transaction -> store.lock(transaction, tenant, id)
                        .map(found -> found.orElseThrow(() -> RefusedException.notFound("import")))
                        .chain(job -> undo(transaction, tenant, job))))
                .map(job -> Response.accepted(ImportView.of(job)).build());
    }

    private Uni<ImportJob> undo(SqlConnection transaction, Tenant tenant, ImportJob job) {
        if (job.dryRun()) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "There is nothing to undo.",
                    List.of(new Violation("id", "dry-run", "is a dry run, which has recorded nothing")));
        }
        if (job.state() == ImportState.UNDOING || job.state() == ImportState.UNDONE) {
            return Uni.createFrom().item(job);
        }
        Instant now = clock.instant();
        if (job.hasEnded() && now.isAfter(job.updatedAt().plus(config.undoWithin()))) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "It is too late to undo this import.",
                    List.of(new Violation(
                            "id",
                            "too-late",
                            "can be undone for " + config.undoWithin().toDays() + " days after it ended")));
        }
        ImportJob next = job.undoing(now);
        return store.deleteChunks(transaction, tenant.id(), job.id())
                .chain(() -> store.save(transaction, tenant.id(), next))
                .replaceWith(next);
    }
}
