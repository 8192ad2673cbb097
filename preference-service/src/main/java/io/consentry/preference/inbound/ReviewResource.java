package io.consentry.preference.inbound;

import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.consentry.preference.listing.PageRequest;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Messages that a person must read: what they say holds as an opt-out until it is decided. */
@Path("/v1/inbound/reviews")
@Tag(name = "Inbound")
@Produces(MediaType.APPLICATION_JSON)
class ReviewResource {

    private final Caller caller;
    private final Reviews reviews;

    ReviewResource(Caller caller, Reviews reviews) {
        this.caller = caller;
        this.reviews = reviews;
    }

    @GET
    @PermissionsAllowed("preference:read")
    @Operation(operationId = "reviews", summary = "The undecided messages, page by page")
    @APIResponse(responseCode = "200", description = "Oldest first")
    @APIResponse(responseCode = "422", description = "All broken rules")
    public Uni<ReviewsView> list(
            @Parameter(description = "Of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        Violations violations = new Violations();
        PageRequest page = PageRequest.parse(cursor, limit, violations);
        violations.throwIfAny();
        return caller.tenant().chain(tenant -> reviews.undecided(tenant, page)).map(ReviewsView::of);
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("preference:write")
    @Operation(operationId = "decideReview", summary = "Keep the opt-out, or undo it; a repeat of the decision is fine")
    @APIResponse(responseCode = "204", description = "Decided")
    @APIResponse(responseCode = "404", description = "No such review")
    @APIResponse(responseCode = "422", description = "No decision, or decided otherwise before")
    public Uni<Void> decide(@PathParam("id") UUID id, @Nullable ReviewDecisionRequest request) {
        String decision = RefusedException.requireBody(request).parse();
        String by = caller.clientId();
        return caller.tenant().chain(tenant -> reviews.decide(tenant, id, decision, by));
    }
}
