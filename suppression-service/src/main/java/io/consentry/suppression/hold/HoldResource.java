package io.consentry.suppression.hold;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/maintenance/holds}: lets an operator run the hold job now. */
@Path("/v1/maintenance/holds")
class HoldResource {

    private final HoldJob job;

    HoldResource(HoldJob job) {
        this.job = job;
    }

    @POST
    @Path("/run")
    @PermissionsAllowed("platform:operate")
    @Operation(summary = "Minimises every entry whose hold has ended")
    public Uni<HoldRun> run() {
        return job.run();
    }
}
