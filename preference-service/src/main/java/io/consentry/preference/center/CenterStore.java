package io.consentry.preference.center;

import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/** The tenants' centers, every version of them. */
@ApplicationScoped
class CenterStore {

    private final Clock clock;

    CenterStore(Clock clock) {
        this.clock = clock;
    }

    /** The latest version; {@link Center#NONE} for a tenant that has described none. */
    Uni<Center> find(SqlConnection transaction, TenantId tenant) {
        return transaction
                .preparedQuery("""
                        select document::text, version from center_version
                         where tenant_id = $1 order by version desc limit 1""")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 0
                        ? Center.NONE
                        : EventJson.read(rows.iterator().next().getString(0), Center.class)
                                .withVersion(rows.iterator().next().getInteger(1)));
    }

    Uni<Optional<Center>> find(SqlConnection transaction, TenantId tenant, int version) {
        return transaction
                .preparedQuery("select document::text from center_version where tenant_id = $1 and version = $2")
                .execute(Tuple.of(tenant.value(), version))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(EventJson.read(rows.iterator().next().getString(0), Center.class)
                                .withVersion(version)));
    }

    /** Stores a new version, unless it says what the latest says; gives what is stored. */
    Uni<Center> put(SqlConnection transaction, TenantId tenant, Center center) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended($1, 0))")
                .execute(Tuple.of("center:" + tenant.value()))
                .chain(() -> find(transaction, tenant))
                .chain(latest -> latest.version() > 0 && latest.withVersion(0).equals(center)
                        ? Uni.createFrom().item(latest)
                        : insert(transaction, tenant, center.withVersion(latest.version() + 1)));
    }

    private Uni<Center> insert(SqlConnection transaction, TenantId tenant, Center center) {
        return transaction
                .preparedQuery("""
                        insert into center_version (tenant_id, version, document, created_at) values ($1, $2, $3, $4)""")
                .execute(Tuple.of(
                        tenant.value(),
                        center.version(),
                        new JsonObject(EventJson.write(center.withVersion(0))),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWith(center);
    }
}
