package io.consentry.suppression.feedback;

import io.consentry.contract.AddressKey;
import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reports that were seen and soft bounces that count; every transaction must be scoped to the tenant. */
@ApplicationScoped
class FeedbackStore {

    /** Forgotten with each report that comes: more than it adds, so that neither table outgrows its window. */
    private static final int FORGOTTEN_MAX = 1_000;

    /** Notes a report; false when it was noted before. Waits for another transaction that is noting it. */
    Uni<Boolean> see(SqlConnection transaction, TenantId tenant, byte[] report, Instant now) {
        return transaction
                .preparedQuery(
                        "insert into feedback_seen (tenant_id, report, at) values ($1, $2, $3) on conflict do nothing")
                .execute(Tuple.of(tenant.value(), Buffer.buffer(report), utc(now)))
                .map(inserted -> inserted.rowCount() == 1);
    }

    /** Counts a soft bounce; gives how many count now. */
    Uni<Long> count(
            SqlConnection transaction, TenantId tenant, AddressKey address, byte[] report, Instant now, Instant since) {
        return transaction
                .preparedQuery("""
                        insert into soft_bounce (tenant_id, address_key, report, at) values ($1, $2, $3, $4)
                        on conflict do nothing""")
                .execute(Tuple.of(tenant.value(), address.value(), Buffer.buffer(report), utc(now)))
                .chain(() ->
                        transaction.preparedQuery("""
                                select count(*) from soft_bounce where tenant_id = $1 and address_key = $2 and at > $3""").execute(Tuple.of(tenant.value(), address.value(), utc(since))))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Lets the count of an address begin anew. */
    Uni<Void> reset(SqlConnection transaction, TenantId tenant, AddressKey address) {
        return transaction
                .preparedQuery("delete from soft_bounce where tenant_id = $1 and address_key = $2")
                .execute(Tuple.of(tenant.value(), address.value()))
                .replaceWithVoid();
    }

    /** Forgets what no longer counts. */
    Uni<Void> forget(SqlConnection transaction, TenantId tenant, Instant seenBefore, Instant countedBefore) {
        return delete(transaction, "feedback_seen", tenant, seenBefore)
                .chain(() -> delete(transaction, "soft_bounce", tenant, countedBefore));
    }

    private static Uni<Void> delete(SqlConnection transaction, String table, TenantId tenant, Instant before) {
        return transaction
                .preparedQuery("delete from " + table + " where ctid in (select ctid from " + table
                        + " where tenant_id = $1 and at < $2 limit $3)")
                .execute(Tuple.of(tenant.value(), utc(before), FORGOTTEN_MAX))
                .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
