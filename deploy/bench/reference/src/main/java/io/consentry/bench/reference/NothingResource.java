package io.consentry.bench.reference;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** {@code POST /v1/check} of a service that knows nothing and asks nobody. */
@Path("/v1/check")
class NothingResource {

    @POST
    public Uni<NothingAnswer> check(NothingRequest request) {
        return Uni.createFrom().item(NothingAnswer.ALLOW);
    }
}
