package io.consentry.suppression.transfer;

import io.consentry.contract.AddressKind;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.suppression.entry.Scope;
import io.consentry.suppression.transfer.Screener.Question;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/suppressions/screen}: a foreign list in, whom not to write to out. */
@Path("/v1/suppressions/screen")
class ScreenResource {

    /** A database that takes longer is away. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Caller caller;
    private final Screener screener;
    private final StreamPlaces places;
    private final RoutingContext routing;

    ScreenResource(Caller caller, Screener screener, StreamPlaces places, RoutingContext routing) {
        this.caller = caller;
        this.screener = screener;
        this.places = places;
        this.routing = routing;
    }

    @POST
    @Blocking
    @Consumes(ListFormat.CSV)
    @Produces(ListFormat.CSV)
    @PermissionsAllowed("suppression:read")
    @Operation(
            operationId = "screenCsv",
            summary = "Tells of each line whether it is suppressed, clear or invalid; stores nothing")
    public StreamingOutput csv(
            InputStream body,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("purpose") @Nullable String purpose,
            @QueryParam("kind") @Nullable String kind)
            throws IOException {
        Question question = question(channel, purpose, kind);
        ListSource source = open(question, body, false);
        return out -> {
            out.write(Screening.HEADER.getBytes(StandardCharsets.UTF_8));
            screener.screen(question, source, Screening::csv, out);
        };
    }

    @POST
    @Blocking
    @Consumes(ListFormat.NDJSON)
    @Produces(ListFormat.NDJSON)
    @PermissionsAllowed("suppression:read")
    @Operation(operationId = "screenNdjson", summary = "The same with a JSON object a line")
    public StreamingOutput ndjson(
            InputStream body,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("purpose") @Nullable String purpose,
            @QueryParam("kind") @Nullable String kind)
            throws IOException {
        Question question = question(channel, purpose, kind);
        ListSource source = open(question, body, true);
        return out -> screener.screen(question, source, Screening::json, out);
    }

    private Question question(@Nullable String channel, @Nullable String purpose, @Nullable String kind) {
        Violations violations = new Violations();
        Scope scope = Scope.read("", channel, purpose, null, violations);
        violations.read("kind", kind, AddressKind::of, false);
        violations.throwIfAny();
        Tenant tenant = caller.tenant().await().atMost(ANSWER_MAX);
        return new Question(tenant, scope, kind);
    }

    private ListSource open(Question question, InputStream body, boolean ndjson) throws IOException {
        places.takeFor(routing);
        return ListSource.open(body, ndjson, question.tenant().settings().defaultPhoneRegion());
    }
}
