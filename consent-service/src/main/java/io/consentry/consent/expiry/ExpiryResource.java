package io.consentry.consent.expiry;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/maintenance/expiry}: lets an operator run the sweep now. */
@Path("/v1/maintenance/expiry")
class ExpiryResource {

    private final ExpiryJob job;

    ExpiryResource(ExpiryJob job) {
        this.job = job;
    }

    @POST
    @Path("/run")
    @PermissionsAllowed("platform:operate")
    @Operation(summary = "Records the end of every consent that has ended")
    public Uni<ExpiryRun> run() {
        return job.run();
    }
}
