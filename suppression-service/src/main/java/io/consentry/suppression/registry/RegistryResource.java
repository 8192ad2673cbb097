package io.consentry.suppression.registry;

import io.consentry.contract.OptOutRegistry;
import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
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
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/registries}: opt-out registries and the tenant's runs against their answers. */
@Path("/v1/registries/{name}")
@Produces(MediaType.APPLICATION_JSON)
class RegistryResource {

    /** A database that takes longer is away. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Caller caller;
    private final CleanseRuns runs;
    private final Semaphore places;

    RegistryResource(Caller caller, CleanseRuns runs, RunPlaces places) {
        this.caller = caller;
        this.runs = runs;
        this.places = places.semaphore();
    }

    @POST
    @Path("/runs")
    @Blocking
    @Consumes(CsvAnswer.MEDIA_TYPE)
    @PermissionsAllowed("suppression:write")
    @Operation(
            operationId = "runCsv",
            summary = "Cleanses the tenant's list by the registry's answer file, of any length")
    @APIResponse(
            responseCode = "201",
            description = "The run, with its certificate",
            content = @Content(schema = @Schema(implementation = CleanseRun.class)))
    public Response csv(
            InputStream body,
            @PathParam("name") String name,
            @QueryParam("entries") @Nullable String entries,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return run(RunRequest.parse(name, entries, caller.clientId(), idempotencyKey), body, new CsvAnswer());
    }

    @POST
    @Path("/runs")
    @Blocking
    @Consumes(NdjsonAnswer.MEDIA_TYPE)
    @PermissionsAllowed("suppression:write")
    @Operation(operationId = "runNdjson", summary = "The same with a JSON object a line")
    @APIResponse(
            responseCode = "201",
            description = "The run, with its certificate",
            content = @Content(schema = @Schema(implementation = CleanseRun.class)))
    public Response ndjson(
            InputStream body,
            @PathParam("name") String name,
            @QueryParam("entries") @Nullable String entries,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        return run(RunRequest.parse(name, entries, caller.clientId(), idempotencyKey), body, new NdjsonAnswer());
    }

    private Response run(RunRequest request, InputStream body, AnswerFormat format) {
        Tenant tenant = caller.tenant().await().atMost(ANSWER_MAX);
        if (!places.tryAcquire()) {
            throw new RefusedException(ProblemType.TOO_MANY_REQUESTS, "Too many runs are under way; try again later.");
        }
        try {
            return Response.status(201)
                    .entity(runs.run(tenant, request, new AnswerFile(body, format)))
                    .build();
        } finally {
            places.release();
        }
    }

    @GET
    @PermissionsAllowed("suppression:read")
    @Operation(
            summary = "Registration, renewal, whether the list must be cleansed, and the runs with their certificates")
    public Uni<RegistryView> get(@PathParam("name") String name) {
        OptOutRegistry registry = RunRequest.registry(name);
        return caller.tenant().chain(tenant -> runs.view(tenant, registry));
    }
}
