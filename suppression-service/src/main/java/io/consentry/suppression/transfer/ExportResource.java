package io.consentry.suppression.transfer;

import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.consentry.suppression.entry.SearchCursor;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/suppressions/export}: the whole list, page after page, in constant memory. */
@Path("/v1/suppressions/export")
class ExportResource {

    private static final int PAGE = 1_000;

    /** A database that takes longer is away. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Caller caller;
    private final TenantDatabase database;
    private final ExportStore store;
    private final PlainAddresses plainAddresses;
    private final StreamPlaces places;
    private final RoutingContext routing;

    ExportResource(
            Caller caller,
            TenantDatabase database,
            ExportStore store,
            PlainAddresses plainAddresses,
            StreamPlaces places,
            RoutingContext routing) {
        this.caller = caller;
        this.database = database;
        this.store = store;
        this.plainAddresses = plainAddresses;
        this.places = places;
        this.routing = routing;
    }

    @GET
    @Blocking
    @Produces({ListFormat.CSV, ListFormat.NDJSON})
    @PermissionsAllowed("suppression:read")
    @Operation(
            operationId = "exportList",
            summary = "Every entry that stands; with hashed=false, and scope audit:read besides, with plain addresses")
    @APIResponse(
            responseCode = "200",
            description = "An entry a line",
            content = {
                @Content(mediaType = ListFormat.CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = ListFormat.NDJSON, schema = @Schema(implementation = ExportedEntry.class))
            })
    public Response export(
            @QueryParam("format") @Nullable String format, @QueryParam("hashed") @Nullable String hashed) {
        Violations violations = new Violations();
        ExportFormat wanted = violations.read("format", format == null ? "csv" : format, ExportFormat::of, true);
        violations.throwIfAny();
        boolean plain = hashed != null && !ImportRequest.flag("hashed", hashed);
        Tenant tenant = caller.tenant().await().atMost(ANSWER_MAX);
        if (plain) {
            plainAddresses.require(tenant.id(), caller.clientId());
        }
        places.takeFor(routing);
        ExportFormat known = wanted == null ? ExportFormat.CSV : wanted;
        StreamingOutput body = out -> write(tenant, known, plain, out);
        return Response.ok(body).type(known.mediaType()).build();
    }

    private void write(Tenant tenant, ExportFormat format, boolean plain, OutputStream out) throws IOException {
        out.write(format.opening().getBytes(StandardCharsets.UTF_8));
        List<ExportedEntry> page = page(tenant, SearchCursor.START, plain);
        while (!page.isEmpty()) {
            StringBuilder text = new StringBuilder();
            page.forEach(entry -> text.append(format.write(entry)));
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            ExportedEntry last = page.get(page.size() - 1);
            page = page.size() < PAGE ? List.of() : page(tenant, new SearchCursor(last.createdAt(), last.id()), plain);
        }
        out.flush();
    }

    private List<ExportedEntry> page(Tenant tenant, SearchCursor after, boolean plain) {
        return database.inTransaction(tenant.id(), transaction -> store.page(transaction, tenant, after, PAGE, plain))
                .await()
                .atMost(ANSWER_MAX);
    }
}
