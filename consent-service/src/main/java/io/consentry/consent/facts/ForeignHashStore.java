package io.consentry.consent.facts;

import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The tenants whose suppression list names addresses by hashes of others' alone; every transaction must be scoped to the tenant. */
@ApplicationScoped
public class ForeignHashStore {

    /** Notes that the tenant is one of them, for good. */
    public Uni<Void> note(SqlConnection transaction, TenantId tenant) {
        return transaction
                .preparedQuery("insert into foreign_hash_tenant (tenant_id) values ($1) on conflict do nothing")
                .execute(Tuple.of(tenant.value()))
                .replaceWithVoid();
    }

    /** Whether the tenant is one of them: then what is known of an address's aliases counts for it. */
    public Uni<Boolean> isNoted(SqlConnection transaction, TenantId tenant) {
        return transaction
                .preparedQuery("select from foreign_hash_tenant where tenant_id = $1")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 1);
    }
}
