package io.consentry.consent.tenant;

import io.consentry.consent.hours.CountryCatalogue;
import io.consentry.consent.tenant.TenantView.CreatedAnswer;
import io.consentry.consent.tenant.TenantView.SettingsAnswer;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violations;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants} for the operator, {@code /v1/tenant} for the tenant itself. */
@Path("/v1")
class TenantResource {

    private final Caller caller;
    private final TenantAdministration administration;
    private final TenantClients clients;
    private final CountryCatalogue countries;

    TenantResource(
            Caller caller, TenantAdministration administration, TenantClients clients, CountryCatalogue countries) {
        this.caller = caller;
        this.administration = administration;
        this.clients = clients;
        this.countries = countries;
    }

    record StatusRequest(@Nullable String status) {}

    @POST
    @Path("/tenants")
    @PermissionsAllowed("platform:operate")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CreatedAnswer.class)))
    public Uni<Response> create(TenantRequest request) {
        TenantSettings settings = RefusedException.requireBody(request).toSettings(true, countries);
        TenantId id = new TenantId(String.valueOf(request.id()));
        return administration.create(id, settings).chain(outcome -> clients.provide(id)
                .map(credentials -> Response.status(outcome.changed() ? 201 : 200)
                        .entity(CreatedAnswer.of(outcome, credentials))
                        .build()));
    }

    @PUT
    @Path("/tenants/{id}/status")
    @PermissionsAllowed("platform:operate")
    public Uni<SettingsAnswer> setStatus(@PathParam("id") String id, StatusRequest request) {
        TenantId tenantId = existing(id);
        TenantStatus status = status(RefusedException.requireBody(request));
        return administration
                .change(tenantId, tenant -> next(tenant, status, tenant.settings()))
                .map(SettingsAnswer::of);
    }

    @GET
    @Path("/tenant")
    @PermissionsAllowed("consent:read")
    public Uni<SettingsAnswer> get() {
        return caller.tenant().map(tenant -> SettingsAnswer.of(tenant, null));
    }

    @PUT
    @Path("/tenant")
    @PermissionsAllowed("consent:write")
    public Uni<SettingsAnswer> put(TenantRequest request) {
        TenantSettings settings = RefusedException.requireBody(request).toSettings(false, countries);
        return administration
                .change(caller.tenantId(), tenant -> next(tenant, tenant.status(), settings))
                .map(SettingsAnswer::of);
    }

    @POST
    @Path("/tenants/{id}/keys/rotate")
    @PermissionsAllowed("platform:operate")
    @Operation(summary = "New encryption key for a tenant; what earlier keys encrypted stays readable")
    public Uni<SettingsAnswer> rotateKeys(@PathParam("id") String id) {
        return administration.rotateKeys(existing(id)).map(SettingsAnswer::of);
    }

    private static TenantId existing(String id) {
        if (!TenantId.isValid(id)) {
            throw RefusedException.notFound("tenant");
        }
        return new TenantId(id);
    }

    private static Tenant next(Tenant tenant, TenantStatus status, TenantSettings settings) {
        return new Tenant(tenant.id(), tenant.version() + 1, status, settings, tenant.keys());
    }

    private static TenantStatus status(StatusRequest request) {
        Violations violations = new Violations();
        if ("active".equals(request.status())) {
            return TenantStatus.ACTIVE;
        }
        if (!"suspended".equals(request.status())) {
            violations.add("status", "unknown-value", "must be active or suspended");
        }
        violations.throwIfAny();
        return TenantStatus.SUSPENDED;
    }
}
