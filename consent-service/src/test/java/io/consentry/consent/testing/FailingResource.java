package io.consentry.consent.testing;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A request that fails by our fault, as none of the service's own can be made to. */
@Path("/testing/failing")
@PermitAll
public class FailingResource {

    @GET
    @Operation(hidden = true)
    public String fail() {
        throw new IllegalStateException("thandi@example.org cannot be handled");
    }
}
