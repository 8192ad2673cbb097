package io.consentry.preference.optin;

import io.consentry.contract.KeyedAddress;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Double opt-ins in the database. */
@ApplicationScoped
class OptInStore {

    private static final String SELECT = """
            select id, address_kind, address_key, sealed, requested_at, expires_at, confirmed_at
              from opt_in where tenant_id = $1 and id = $2""";

    private static final int FORGOTTEN_MAX = 10_000;

    Uni<Void> insert(SqlConnection transaction, Tenant tenant, OptIn optIn) {
        return transaction
                .preparedQuery("""
                        insert into opt_in (id, tenant_id, address_kind, address_key, sealed, requested_at, expires_at)
                        values ($1, $2, $3, $4, $5, $6, $7)""")
                .execute(Tuple.from(new Object[] {
                    optIn.id(),
                    tenant.id().value(),
                    optIn.address().kind().wireName(),
                    optIn.address().key().value(),
                    optIn.content().sealed(tenant.keys(), optIn.id()),
                    utc(optIn.requestedAt()),
                    utc(optIn.expiresAt())
                }))
                .replaceWithVoid();
    }

    Uni<Optional<OptIn>> find(SqlConnection transaction, Tenant tenant, UUID id) {
        return read(transaction, tenant, id, SELECT);
    }

    /** The same, and nobody else confirms it meanwhile. */
    Uni<Optional<OptIn>> lock(SqlConnection transaction, Tenant tenant, UUID id) {
        return read(transaction, tenant, id, SELECT + " for update");
    }

    Uni<Void> confirm(SqlConnection transaction, UUID id, Instant now) {
        return transaction
                .preparedQuery("update opt_in set confirmed_at = $2 where id = $1")
                .execute(Tuple.of(id, utc(now)))
                .replaceWithVoid();
    }

    /** Deletes what was not confirmed in time, some at a time. */
    Uni<Void> forget(SqlClient worker, Instant now) {
        return worker.preparedQuery("""
                        delete from opt_in where id in
                            (select id from opt_in where confirmed_at is null and expires_at <= $1 limit $2)""")
                .execute(Tuple.of(utc(now), FORGOTTEN_MAX))
                .replaceWithVoid();
    }

    private static Uni<Optional<OptIn>> read(SqlConnection transaction, Tenant tenant, UUID id, String query) {
        return transaction
                .preparedQuery(query)
                .execute(Tuple.of(tenant.id().value(), id))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(optIn(tenant, rows.iterator().next())));
    }

    private static OptIn optIn(Tenant tenant, Row row) {
        UUID id = row.getUUID(0);
        OffsetDateTime confirmedAt = row.getOffsetDateTime(6);
        return new OptIn(
                id,
                KeyedAddress.of(row.getString(1), row.getString(2)),
                OptInContent.open(tenant.keys(), id, row.getBuffer(3).getBytes()),
                row.getOffsetDateTime(4).toInstant(),
                row.getOffsetDateTime(5).toInstant(),
                confirmedAt == null ? null : confirmedAt.toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
