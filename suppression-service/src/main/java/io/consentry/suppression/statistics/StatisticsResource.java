package io.consentry.suppression.statistics;

import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/suppressions/statistics}. */
@Path("/v1/suppressions/statistics")
@Produces(MediaType.APPLICATION_JSON)
class StatisticsResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final StatisticsStore store;
    private final Clock clock;

    StatisticsResource(Caller caller, TenantDatabase database, StatisticsStore store, Clock clock) {
        this.caller = caller;
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    @GET
    @PermissionsAllowed("suppression:read")
    @Operation(
            operationId = "countEntries",
            summary =
                    "Entries added, released and minimised, by day, reason and channel; at most 366 days, by default the last thirty")
    public Uni<StatisticsView> count(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        return caller.tenant().chain(tenant -> count(tenant, period(tenant, from, to)));
    }

    private Period period(Tenant tenant, @Nullable String from, @Nullable String to) {
        return Period.parse(from, to, tenant.zone(), LocalDate.ofInstant(clock.instant(), tenant.zone()));
    }

    private Uni<StatisticsView> count(Tenant tenant, Period period) {
        return database.inTransaction(tenant.id(), transaction -> store.count(transaction, tenant.id(), period))
                .map(days -> new StatisticsView(
                        period.from(), period.to(), period.zone().getId(), days));
    }
}
