package io.consentry.preference.inbound;

import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** The settings of the hooks, encrypted under the tenant's keys. */
@ApplicationScoped
class InboundSettingsStore {

    private final TenantDatabase database;
    private final Clock clock;

    InboundSettingsStore(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The tenant's settings. */
    Uni<InboundSettings> find(Tenant tenant) {
        return database.inTransaction(tenant.id(), transaction -> transaction
                        .preparedQuery("select sealed from inbound_settings where tenant_id = $1")
                        .execute(Tuple.of(tenant.id().value())))
                .map(rows -> rows.size() == 0
                        ? InboundSettings.NONE
                        : InboundCipher.open(
                                tenant.keys(),
                                purpose(tenant),
                                rows.iterator().next().getBuffer(0).getBytes(),
                                InboundSettings.class));
    }

    Uni<Void> store(Tenant tenant, InboundSettings settings) {
        return database.inTransaction(tenant.id(), transaction -> transaction
                .preparedQuery("""
                        insert into inbound_settings (tenant_id, sealed, updated_at) values ($1, $2, $3)
                        on conflict (tenant_id) do update set sealed = excluded.sealed, updated_at = excluded.updated_at""")
                .execute(Tuple.of(
                        tenant.id().value(),
                        InboundCipher.seal(tenant.keys(), purpose(tenant), settings),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid());
    }

    private static String purpose(Tenant tenant) {
        return "settings:" + tenant.id();
    }
}
