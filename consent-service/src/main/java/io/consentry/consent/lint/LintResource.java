package io.consentry.consent.lint;

import io.consentry.contract.ProblemType;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** {@code POST /v1/lint}: does this message name its sender and say how to make it stop? Nothing of it is stored or logged. */
@Path("/v1/lint")
class LintResource {

    private static final long BODY_BYTES_MAX = 1_000_000;

    private final Caller caller;

    LintResource(Caller caller) {
        this.caller = caller;
    }

    @POST
    @PermissionsAllowed("consent:check")
    public Uni<LintAnswer> lint(LintRequest request, @Context HttpServerRequest http) {
        RefusedException.requireBody(request);
        if (http.bytesRead() > BODY_BYTES_MAX) {
            throw new RefusedException(
                    ProblemType.TOO_LARGE,
                    "A message may have at most " + BODY_BYTES_MAX + " bytes; leave out its attachments.");
        }
        // Half a megabyte of HTML takes long enough to hold up the checks on the event loop.
        return caller.tenant()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tenant -> lint(request.toMessage(), tenant));
    }

    private static LintAnswer lint(OutgoingMessage message, Tenant tenant) {
        return LintAnswer.of(MessageLint.lint(message, tenant.settings()), message.channel(), tenant.keys());
    }
}
