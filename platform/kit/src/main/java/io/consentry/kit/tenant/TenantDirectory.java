package io.consentry.kit.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentry.contract.TenantId;
import io.consentry.contract.TenantStatus;
import io.consentry.contract.event.TenantEvent.TenantSettings;
import io.consentry.contract.event.TenantEvent.TenantSettingsPublished;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.json.EventJson;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The tenants with their settings and keys. A change is seen everywhere within {@link #MEMORY}. */
@ApplicationScoped
public class TenantDirectory {

    static final Duration MEMORY = Duration.ofSeconds(1);
    private static final int TENANTS_REMEMBERED_MAX = 10_000;

    private final TenantDatabase database;
    private final Pool workerPool;
    private final KeyVault vault;
    private final Cache<TenantId, Tenant> remembered = Caffeine.newBuilder()
            .maximumSize(TENANTS_REMEMBERED_MAX)
            .expireAfterWrite(MEMORY)
            .build();

    TenantDirectory(TenantDatabase database, @ReactiveDataSource("worker") Pool workerPool, KeyVault vault) {
        this.database = database;
        this.workerPool = workerPool;
        this.vault = vault;
    }

    /** The tenant; fails with {@link TenantUnknownException}. */
    public Uni<Tenant> get(TenantId id) {
        Tenant known = remembered.getIfPresent(id);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return database.inTransaction(id, transaction -> find(transaction, id))
                .invoke(tenant -> remembered.put(id, tenant));
    }

    /** Reads the tenant in a transaction that is scoped to it; fails with {@link TenantUnknownException}. */
    public Uni<Tenant> find(SqlConnection transaction, TenantId id) {
        return transaction
                .preparedQuery("select version, status, settings, wrapped_keyset from tenant where tenant_id = $1")
                .execute(Tuple.of(id.value()))
                .map(rows -> tenant(id, rows));
    }

    /** Stores a version of a tenant's settings unless a later one is there; the transaction must be scoped to the tenant. */
    public Uni<Void> store(SqlConnection transaction, TenantSettingsPublished event) {
        return transaction
                .preparedQuery("""
                        insert into tenant (tenant_id, version, status, settings, wrapped_keyset) values ($1, $2, $3, $4, $5)
                        on conflict (tenant_id) do update
                           set version = excluded.version, status = excluded.status, settings = excluded.settings,
                               wrapped_keyset = excluded.wrapped_keyset
                         where tenant.version < excluded.version""")
                .execute(Tuple.of(
                        event.tenant().value(),
                        event.version(),
                        event.status().wireName(),
                        new JsonObject(EventJson.write(event.settings())),
                        event.wrappedKeyset()))
                .invoke(() -> remembered.invalidate(event.tenant()))
                .replaceWithVoid();
    }

    /** All tenants, for jobs that serve each in turn. */
    public Uni<List<TenantId>> ids() {
        return workerPool
                .preparedQuery("select tenant_id from tenant order by tenant_id")
                .execute()
                .map(rows -> {
                    List<TenantId> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(new TenantId(row.getString(0))));
                    return ids;
                });
    }

    private Tenant tenant(TenantId id, RowSet<Row> rows) {
        for (Row row : rows) {
            return new Tenant(
                    id,
                    row.getLong(0),
                    TenantStatus.of(row.getString(1)),
                    EventJson.read(row.getJsonObject(2).encode(), TenantSettings.class),
                    vault.unwrap(id, row.getString(3)));
        }
        throw new TenantUnknownException(id);
    }
}
