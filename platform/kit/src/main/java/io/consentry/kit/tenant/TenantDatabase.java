package io.consentry.kit.tenant;

import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** The service's database as one tenant may see it: row-level security hides everything else, also from a wrong query. */
@ApplicationScoped
public class TenantDatabase {

    private final Pool pool;

    TenantDatabase(Pool pool) {
        this.pool = pool;
    }

    /** Runs work in one transaction scoped to the tenant; a failure rolls all of it back. */
    public <T> Uni<T> inTransaction(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> scope(connection, tenant).chain(() -> work.apply(connection)));
    }

    /** Scopes the running transaction to the tenant, until it ends or is scoped to another. */
    public static Uni<Void> scope(SqlConnection transaction, TenantId tenant) {
        return scope(transaction, tenant.value());
    }

    /** Scopes the running transaction to what belongs to no tenant. */
    public static Uni<Void> scopeToNone(SqlConnection transaction) {
        return scope(transaction, "");
    }

    private static Uni<Void> scope(SqlConnection transaction, String tenant) {
        return transaction
                .preparedQuery("select set_config('consentry.tenant', $1, true)")
                .execute(Tuple.of(tenant))
                .replaceWithVoid();
    }
}
