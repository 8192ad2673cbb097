package io.consentry.preference.cases;

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

/** The cases that the tenant has to answer (capability D1). */
@Path("/v1/cases")
@Tag(name = "Cases")
@Produces(MediaType.APPLICATION_JSON)
class CaseResource {

    private static final String OPEN = "open";
    private static final String CLOSED = "closed";

    private final Caller caller;
    private final Cases cases;

    CaseResource(Caller caller, Cases cases) {
        this.caller = caller;
        this.cases = cases;
    }

    @GET
    @PermissionsAllowed("preference:read")
    @Operation(operationId = "cases", summary = "What people asked for as data subjects, page by page")
    @APIResponse(responseCode = "200", description = "The oldest first, which are due first")
    @APIResponse(responseCode = "422", description = "All broken rules")
    public Uni<CasesView> list(
            @Parameter(
                            schema =
                                    @Schema(
                                            enumeration = {OPEN, CLOSED},
                                            defaultValue = OPEN))
                    @QueryParam("state")
                    @Nullable
                    String state,
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
        Boolean open = state == null ? Boolean.TRUE : violations.read("state", state, CaseResource::isOpen, true);
        PageRequest page = PageRequest.parse(cursor, limit, violations);
        violations.throwIfAny();
        return caller.tenant()
                .chain(tenant -> cases.list(tenant, Boolean.TRUE.equals(open), page))
                .map(CasesView::of);
    }

    @GET
    @Path("{id}")
    @PermissionsAllowed("preference:read")
    @Operation(operationId = "case", summary = "One case")
    @APIResponse(responseCode = "200", description = "The case")
    @APIResponse(responseCode = "404", description = "No such case")
    public Uni<CaseView> get(@PathParam("id") UUID id) {
        return caller.tenant().chain(tenant -> cases.get(tenant, id)).map(CaseView::of);
    }

    @POST
    @Path("{id}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("preference:write")
    @Operation(operationId = "closeCase", summary = "The person has their answer; a repeat of the outcome is fine")
    @APIResponse(responseCode = "204", description = "Closed")
    @APIResponse(responseCode = "404", description = "No such case")
    @APIResponse(responseCode = "422", description = "All broken rules, or closed otherwise before")
    public Uni<Void> close(@PathParam("id") UUID id, @Nullable CaseClosingRequest request) {
        CaseClosingRequest given = RefusedException.requireBody(request);
        CaseOutcome outcome = given.parse();
        String by = caller.clientId();
        return caller.tenant().chain(tenant -> cases.close(tenant, id, outcome, given.note(), by));
    }

    private static boolean isOpen(String state) {
        if (state.equals(OPEN) || state.equals(CLOSED)) {
            return state.equals(OPEN);
        }
        throw new IllegalArgumentException("must be " + OPEN + " or " + CLOSED);
    }
}
