package io.consentry.suppression.transfer;

import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/suppressions/import}: takes a list. */
@Path("/v1/suppressions/import")
class ImportResource {

    /** A database that takes longer is away. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Caller caller;
    private final ImportIntake intake;
    private final StreamPlaces places;
    private final RoutingContext routing;

    ImportResource(Caller caller, ImportIntake intake, StreamPlaces places, RoutingContext routing) {
        this.caller = caller;
        this.intake = intake;
        this.places = places;
        this.routing = routing;
    }

    @POST
    @Blocking
    @Consumes({ListFormat.CSV, ListFormat.NDJSON})
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("suppression:write")
    @Operation(
            operationId = "importList",
            summary = "Puts a whole list of any length on the list, or says what that would do")
    @APIResponse(
            responseCode = "202",
            description = "The list is stored and will be imported",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response add(
            InputStream body,
            @Context HttpHeaders headers,
            @QueryParam("dryRun") @Nullable String dryRun,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("purpose") @Nullable String purpose,
            @QueryParam("kind") @Nullable String kind,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey)
            throws IOException {
        ImportRequest request = new ImportRequest(
                ListFormat.isNdjson(headers.getMediaType()),
                ImportRequest.flag("dryRun", dryRun),
                ListDefaults.parse(reason, channel, purpose, kind),
                caller.clientId(),
                idempotencyKey);
        Tenant tenant = caller.tenant().await().atMost(ANSWER_MAX);
        places.takeFor(routing);
        return intake.receive(tenant, request, body).toResponse();
    }
}
