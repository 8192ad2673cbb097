package io.consentry.suppression.feedback;

import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /v1/feedback/settings}: providers' credentials, which go in and never out, and the limit of soft bounces. */
@Path("/v1/feedback/settings")
@Produces(MediaType.APPLICATION_JSON)
class FeedbackSettingsResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final FeedbackSettingsStore store;
    private final FeedbackConfig config;
    private final Clock clock;

    FeedbackSettingsResource(
            Caller caller, TenantDatabase database, FeedbackSettingsStore store, FeedbackConfig config, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @PermissionsAllowed("suppression:read")
    @Operation(
            operationId = "feedbackSettings",
            summary = "Which providers may deliver, the limit of soft bounces, and a subscription that waits for you")
    public Uni<FeedbackSettingsView> get() {
        return caller.tenant()
                .chain(tenant -> database.inTransaction(tenant.id(), transaction -> store.find(transaction, tenant)))
                .map(stored -> FeedbackSettingsView.of(stored, config.softBounceRule()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("suppression:write")
    @Operation(
            operationId = "setFeedbackSettings",
            summary = "Sets all of them; a provider left out may deliver nothing")
    public Uni<FeedbackSettingsView> put(@Nullable FeedbackSettingsRequest request) {
        FeedbackSettings settings = RefusedException.requireBody(request).parse();
        return caller.tenant()
                .chain(tenant -> database.inTransaction(
                        tenant.id(), transaction -> store.store(transaction, tenant, settings, clock.instant())))
                .replaceWith(FeedbackSettingsView.of(
                        new FeedbackSettingsStore.Stored(settings, Optional.empty()), config.softBounceRule()));
    }
}
