package io.consentry.consent.purpose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Each tenant's purposes. A change is seen everywhere within a second. */
@ApplicationScoped
public class PurposeCatalogue {

    private static final int PURPOSES_MAX = 1_000;

    private final TenantDatabase database;
    private final Cache<TenantId, Map<PurposeKey, Purpose>> remembered = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    PurposeCatalogue(TenantDatabase database) {
        this.database = database;
    }

    /** All purposes of a tenant by key. */
    public Uni<Map<PurposeKey, Purpose>> of(TenantId tenant) {
        Map<PurposeKey, Purpose> known = remembered.getIfPresent(tenant);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return database.inTransaction(tenant, transaction -> read(transaction, tenant))
                .invoke(purposes -> remembered.put(tenant, purposes));
    }

    /** All purposes of a tenant by key, as the transaction sees them. */
    public Uni<Map<PurposeKey, Purpose>> in(SqlConnection transaction, TenantId tenant) {
        return read(transaction, tenant);
    }

    /** A version of a purpose as it once was; empty when there never was one. */
    public Uni<Optional<Purpose>> find(SqlConnection transaction, TenantId tenant, PurposeKey key, long version) {
        return transaction
                .preparedQuery("""
                        select document::text, version from purpose_version
                         where tenant_id = $1 and key = $2 and version = $3""")
                .execute(Tuple.of(tenant.value(), key.value(), version))
                .map(rows -> purposes(rows).values().stream().findFirst());
    }

    /** Stores the purpose and gives it as stored; the same again is no new version. */
    Uni<Purpose> put(TenantId tenant, Purpose purpose) {
        return database.inTransaction(tenant, transaction -> lock(transaction, tenant, purpose)
                        .invoke(known -> known.ifPresent(before -> PurposeChange.requireAllowed(before, purpose)))
                        .chain(() -> write(transaction, tenant, purpose)))
                .invoke(() -> remembered.invalidate(tenant));
    }

    /** The purpose as it is; another change of it waits, also where there is none yet. */
    private static Uni<Optional<Purpose>> lock(SqlConnection transaction, TenantId tenant, Purpose purpose) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended($1, 2))")
                .execute(Tuple.of(tenant.value() + ":" + purpose.key().value()))
                .chain(() -> transaction
                        .preparedQuery("select document::text, version from purpose where tenant_id = $1 and key = $2")
                        .execute(Tuple.of(tenant.value(), purpose.key().value())))
                .map(rows -> Optional.ofNullable(purposes(rows).get(purpose.key())));
    }

    private static Uni<Map<PurposeKey, Purpose>> read(SqlConnection transaction, TenantId tenant) {
        return transaction
                .preparedQuery("select document::text, version from purpose where tenant_id = $1 order by key limit $2")
                .execute(Tuple.of(tenant.value(), PURPOSES_MAX))
                .map(PurposeCatalogue::purposes);
    }

    private static Map<PurposeKey, Purpose> purposes(RowSet<Row> rows) {
        Map<PurposeKey, Purpose> purposes = new TreeMap<>();
        rows.forEach(row -> {
            Purpose purpose = EventJson.read(row.getString(0), Purpose.class).withVersion(row.getLong(1));
            purposes.put(purpose.key(), purpose);
        });
        return purposes;
    }

    private static Uni<Purpose> write(SqlConnection transaction, TenantId tenant, Purpose purpose) {
        return transaction
                .preparedQuery("""
                        insert into purpose (tenant_id, key, document) values ($1, $2, $3)
                        on conflict (tenant_id, key) do update
                           set document = excluded.document, version = purpose.version + 1
                         where purpose.document <> excluded.document""")
                .execute(Tuple.of(tenant.value(), purpose.key().value(), new JsonObject(EventJson.write(purpose))))
                .chain(() -> transaction
                        .preparedQuery("select document::text, version from purpose where tenant_id = $1 and key = $2")
                        .execute(Tuple.of(tenant.value(), purpose.key().value())))
                .map(rows -> purposes(rows).get(purpose.key()));
    }
}
