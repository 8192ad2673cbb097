package io.consentry.consent.intake;

import io.consentry.contract.TenantId;
import io.consentry.contract.event.RegistryEvent.RegistryCleansed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;

/** When tenants' lists were cleansed against registries; the check reads it with the facts. */
@ApplicationScoped
class RegistryStateStore {

    /** Adds a run; one that is there already stays as it is. */
    Uni<Void> add(SqlConnection transaction, TenantId tenant, RegistryCleansed run) {
        return transaction
                .preparedQuery("""
                        insert into registry_state (tenant_id, run_id, registry, cleansed_at) values ($1, $2, $3, $4)
                        on conflict (tenant_id, run_id) do nothing""")
                .execute(Tuple.of(
                        tenant.value(),
                        run.runId(),
                        run.registry().wireName(),
                        run.cleansedAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
