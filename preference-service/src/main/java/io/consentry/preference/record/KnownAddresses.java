package io.consentry.preference.record;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The addresses of which the ledger has ever recorded a decision. */
@ApplicationScoped
public class KnownAddresses {

    /** Whether it is one of them, as far as this service has heard. */
    public Uni<Boolean> has(SqlConnection transaction, TenantId tenant, KeyedAddress address) {
        return transaction.preparedQuery("""
                        select exists (select from known_address
                                        where tenant_id = $1 and address_kind = $2 and address_key = $3)""").execute(row(tenant, address)).map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }

    Uni<Void> add(SqlConnection transaction, TenantId tenant, List<KeyedAddress> addresses) {
        List<Tuple> rows = addresses.stream()
                .distinct()
                .sorted()
                .map(address -> row(tenant, address))
                .toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery("""
                                insert into known_address (tenant_id, address_kind, address_key) values ($1, $2, $3)
                                on conflict do nothing""").executeBatch(rows).replaceWithVoid();
    }

    private static Tuple row(TenantId tenant, KeyedAddress address) {
        return Tuple.of(tenant.value(), address.kind().wireName(), address.key().value());
    }
}
