package io.consentry.preference.branding;

import io.consentry.contract.TenantId;
import io.consentry.preference.page.Pages.Branding;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** The colour and logo of a tenant's center, of which the features behind other links need no more. */
@ApplicationScoped
public class Brandings {

    /** Of the latest version; {@link Branding#NONE} for a tenant that has described no center. */
    public Uni<Branding> find(SqlConnection transaction, TenantId tenant) {
        return transaction
                .preparedQuery("""
                        select document->>'colour', document->>'logo' from center_version
                         where tenant_id = $1 order by version desc limit 1""")
                .execute(Tuple.of(tenant.value()))
                .map(rows -> rows.size() == 0
                        ? Branding.NONE
                        : branding(rows.iterator().next()));
    }

    private static Branding branding(Row row) {
        return new Branding(row.getString(0), row.getString(1));
    }
}
