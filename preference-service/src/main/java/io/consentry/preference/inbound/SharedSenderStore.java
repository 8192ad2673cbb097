package io.consentry.preference.inbound;

import io.consentry.contract.TenantId;
import io.consentry.kit.crypto.KeyVault;
import io.consentry.kit.crypto.TenantKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The shared numbers, which belong to no tenant. */
@ApplicationScoped
class SharedSenderStore {

    private final Pool pool;
    private final KeyVault vault;

    SharedSenderStore(Pool pool, KeyVault vault) {
        this.pool = pool;
        this.vault = vault;
    }

    Uni<Optional<SharedSender>> find(String number) {
        return pool.preparedQuery("select wrapped_keys, tenants from shared_sender where number = $1")
                .execute(Tuple.of(number))
                .map(rows -> first(number, rows));
    }

    /** Sets who sends from a number; it keeps its secret. */
    Uni<SharedSender> put(String number, List<TenantId> tenants) {
        TenantKeys keys = vault.generate();
        return pool.preparedQuery("""
                        insert into shared_sender (number, wrapped_keys, tenants) values ($1, $2, $3)
                        on conflict (number) do update set tenants = excluded.tenants
                        returning wrapped_keys, tenants""")
                .execute(Tuple.of(
                        number,
                        vault.wrap(owner(number), keys),
                        tenants.stream().map(TenantId::value).toArray(String[]::new)))
                .map(rows -> first(number, rows).orElseThrow());
    }

    Uni<Void> delete(String number) {
        return pool.preparedQuery("delete from shared_sender where number = $1")
                .execute(Tuple.of(number))
                .replaceWithVoid();
    }

    private Optional<SharedSender> first(String number, RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new SharedSender(
                    number,
                    vault.unwrap(owner(number), row.getString(0)),
                    Stream.of(row.getArrayOfStrings(1)).map(TenantId::new).toList()));
        }
        return Optional.empty();
    }

    /** What its keys are wrapped for: nobody can pass another number's off as its own. */
    private static TenantId owner(String number) {
        return new TenantId("shared-sender-" + number);
    }
}
