package io.consentry.consent.receipt;

import io.consentry.contract.ProblemType;
import io.consentry.contract.TenantId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The keys that sign a tenant's receipts. The latest signs; all that ever signed stay published. */
@ApplicationScoped
class ReceiptKeys {

    /** All of them are published, so there may not be more than one answer holds. */
    static final int KEYS_MAX = 500;

    private final Clock clock;

    ReceiptKeys(Clock clock) {
        this.clock = clock;
    }

    /** A key as it is stored; the first of a tenant is of generation 1. */
    private record Stored(int generation, String kid, byte[] sealed) {}

    /** The key that signs; made when there is none yet. Of several that make it at once, one does, and all go on with that one. */
    Uni<SigningKey> current(SqlConnection transaction, Tenant tenant) {
        return latest(transaction, tenant.id())
                .chain(found -> found.isEmpty()
                        ? add(transaction, tenant, 1)
                        : Uni.createFrom().item(open(tenant, found.get(0))));
    }

    /** A new key that signs from now on; of several rotations at once, one happens. */
    Uni<SigningKey> rotate(SqlConnection transaction, Tenant tenant) {
        return latest(transaction, tenant.id()).chain(found -> {
            int generation = found.isEmpty() ? 1 : found.get(0).generation() + 1;
            if (generation > KEYS_MAX) {
                throw new RefusedException(
                        ProblemType.INVALID,
                        "A tenant has at most " + KEYS_MAX + " receipt keys, all of them published.");
            }
            return add(transaction, tenant, generation);
        });
    }

    /** The public keys of a tenant, the latest first. */
    Uni<List<JsonObject>> published(SqlConnection transaction, TenantId tenant) {
        return transaction
                .preparedQuery(
                        "select public_jwk from receipt_key where tenant_id = $1 order by generation desc limit $2")
                .execute(Tuple.of(tenant.value(), KEYS_MAX))
                .map(rows -> {
                    List<JsonObject> keys = new ArrayList<>();
                    rows.forEach(row -> keys.add(row.getJsonObject(0)));
                    return keys;
                });
    }

    private Uni<SigningKey> add(SqlConnection transaction, Tenant tenant, int generation) {
        SigningKey made = SigningKey.generate();
        return transaction
                .preparedQuery("""
                        insert into receipt_key (tenant_id, generation, kid, public_jwk, sealed_private, created_at)
                        values ($1, $2, $3, $4, $5, $6) on conflict (tenant_id, generation) do nothing""")
                .execute(Tuple.from(new Object[] {
                    tenant.id().value(),
                    generation,
                    made.kid(),
                    new JsonObject(made.publicJson()),
                    Buffer.buffer(made.sealed(tenant.keys())),
                    clock.instant().atOffset(ZoneOffset.UTC)
                }))
                .chain(() -> latest(transaction, tenant.id()))
                .map(found -> open(tenant, found.get(0)));
    }

    private static Uni<List<Stored>> latest(SqlConnection transaction, TenantId tenant) {
        return transaction.preparedQuery("""
                        select generation, kid, sealed_private from receipt_key
                         where tenant_id = $1 order by generation desc limit 1""").execute(Tuple.of(tenant.value())).map(ReceiptKeys::stored);
    }

    private static List<Stored> stored(RowSet<Row> rows) {
        List<Stored> keys = new ArrayList<>();
        rows.forEach(row -> keys.add(
                new Stored(row.getInteger(0), row.getString(1), row.getBuffer(2).getBytes())));
        return keys;
    }

    private static SigningKey open(Tenant tenant, Stored stored) {
        return SigningKey.open(tenant.keys(), stored.kid(), stored.sealed());
    }
}
