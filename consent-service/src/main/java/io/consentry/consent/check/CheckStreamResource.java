package io.consentry.consent.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/check/stream}: a whole audience in one request, answered while it is being sent. */
@Path("/v1/check/stream")
class CheckStreamResource {

    /** A database that takes longer is away. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Caller caller;
    private final CheckStream stream;
    private final ObjectMapper json;
    private final Semaphore places;
    private final RoutingContext routing;

    CheckStreamResource(
            Caller caller, CheckStream stream, ObjectMapper json, StreamPlaces places, RoutingContext routing) {
        this.caller = caller;
        this.stream = stream;
        this.json = json;
        this.places = places.semaphore();
        this.routing = routing;
    }

    @POST
    @Blocking
    @Consumes(NdjsonFormat.MEDIA_TYPE)
    @Produces(NdjsonFormat.MEDIA_TYPE)
    @PermissionsAllowed("consent:check")
    @Operation(operationId = "checkNdjson", summary = "One check a line in, one result a line out, of any length")
    public StreamingOutput ndjson(
            InputStream body,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("purpose") @Nullable String purpose,
            @QueryParam("messageClass") @Nullable String messageClass,
            @QueryParam("sendAt") @Nullable String sendAt,
            @QueryParam("contentProof") @Nullable String contentProof,
            @QueryParam("consistency") @Nullable String consistency) {
        return answer(
                body,
                new NdjsonFormat(json),
                new StreamDefaults(channel, purpose, messageClass, sendAt, contentProof),
                consistency);
    }

    @POST
    @Blocking
    @Consumes(CsvFormat.MEDIA_TYPE)
    @Produces(CsvFormat.MEDIA_TYPE)
    @PermissionsAllowed("consent:check")
    @Operation(operationId = "checkCsv", summary = "The same as CSV, with a header line")
    public StreamingOutput csv(
            InputStream body,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("purpose") @Nullable String purpose,
            @QueryParam("messageClass") @Nullable String messageClass,
            @QueryParam("sendAt") @Nullable String sendAt,
            @QueryParam("contentProof") @Nullable String contentProof,
            @QueryParam("consistency") @Nullable String consistency) {
        return answer(
                body,
                new CsvFormat(),
                new StreamDefaults(channel, purpose, messageClass, sendAt, contentProof),
                consistency);
    }

    private StreamingOutput answer(
            InputStream body, StreamFormat format, StreamDefaults defaults, @Nullable String consistency) {
        Violations violations = new Violations();
        Consistency wanted = Consistency.parse(consistency, violations);
        violations.throwIfAny();
        TenantId tenant = caller.tenant().await().atMost(ANSWER_MAX).id();
        if (!places.tryAcquire()) {
            throw new RefusedException(
                    ProblemType.TOO_MANY_REQUESTS, "Too many streams are open; wait for one of yours to end.");
        }
        // Also when the client is gone before the answer begins.
        routing.addEndHandler(ended -> places.release());
        return out -> stream.answer(tenant, format, defaults, wanted, body, out);
    }
}
