package io.consentry.preference.branding;

import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** How tenants' pages and mails look: the part of their centers that is not about choices. */
@ApplicationScoped
public class Brandings {

    /** Of the latest version; {@link Look#PLAIN} for a tenant that has described no center. */
    public Uni<Look> find(SqlConnection transaction, TenantId tenant) {
        return transaction
                .preparedQuery("""
                        select document::text from center_version
                         where tenant_id = $1 order by version desc limit 1""")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 0
                        ? Look.PLAIN
                        : EventJson.read(rows.iterator().next().getString(0), Look.class));
    }
}
