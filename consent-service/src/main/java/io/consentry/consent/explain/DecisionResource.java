package io.consentry.consent.explain;

import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Caller;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /v1/decisions}: why a check was answered as it was. */
@Path("/v1/decisions")
class DecisionResource {

    private final Caller caller;
    private final TenantDatabase database;
    private final Replay replay;

    DecisionResource(Caller caller, TenantDatabase database, Replay replay) {
        this.caller = caller;
        this.database = database;
        this.replay = replay;
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed({"consent:read", "audit:read"})
    @Operation(
            summary =
                    "What was decided, on which evidence, and whether deciding again from what was known then gives the same")
    public Uni<DecisionView> get(@PathParam("id") String id) {
        return caller.tenant().chain(tenant -> explain(tenant, id));
    }

    /** Another tenant's id, one that was changed and one that never was are all not found. */
    private Uni<DecisionView> explain(Tenant tenant, String id) {
        MadeDecision made =
                DecisionIdCodec.decode(tenant.keys(), id).orElseThrow(() -> RefusedException.notFound("decision"));
        return database.inTransaction(tenant.id(), transaction -> replay.replay(transaction, tenant.id(), made)
                .chain(replayed -> masked(transaction, tenant, made)
                        .map(recipients -> DecisionView.of(made, replayed, recipients))));
    }

    private static Uni<List<String>> masked(SqlConnection transaction, Tenant tenant, MadeDecision made) {
        String[] keys = made.recipient().keys().map(key -> key.value()).toArray(String[]::new);
        return transaction
                .preparedQuery("""
                        select distinct masked from subject_identifier
                         where tenant_id = $1 and address_key = any($2) order by masked""")
                .execute(Tuple.of(tenant.id().value(), keys))
                .map(rows -> {
                    List<String> masked = new ArrayList<>();
                    rows.forEach(row -> masked.add(row.getString(0)));
                    return masked;
                });
    }
}
