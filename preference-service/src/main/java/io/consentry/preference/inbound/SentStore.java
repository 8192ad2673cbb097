package io.consentry.preference.inbound;

import io.consentry.contract.AddressKey;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.tenant.Tenant;
import io.consentry.preference.inbound.SentRequest.Sent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** When a tenant last sent to whom from which shared number; every transaction must be scoped to the tenant. */
@ApplicationScoped
class SentStore {

    private static final int FORGOTTEN_MAX = 2_000;

    /** Notes what was sent; what is too old to say anything goes meanwhile, twice as fast as it comes. */
    Uni<Void> note(SqlConnection transaction, Tenant tenant, List<Sent> sent, Instant oldest) {
        return transaction
                .preparedQuery("""
                        insert into shared_sent (tenant_id, address_key, sender, sent_at)
                        select $1, key, sender, max(at) from unnest($2::text[], $3::text[], $4::timestamptz[]) as one(key, sender, at)
                         group by key, sender order by key, sender
                        on conflict (tenant_id, address_key, sender) do update
                           set sent_at = greatest(shared_sent.sent_at, excluded.sent_at)""")
                .execute(Tuple.of(
                        tenant.id().value(),
                        sent.stream()
                                .map(one -> AddressKeys.key(tenant.keys(), one.recipient())
                                        .value())
                                .toArray(String[]::new),
                        sent.stream().map(Sent::from).toArray(String[]::new),
                        sent.stream().map(one -> utc(one.sentAt())).toArray(OffsetDateTime[]::new)))
                .chain(() -> transaction
                        .preparedQuery("""
                                delete from shared_sent where ctid = any (array (
                                       select ctid from shared_sent where tenant_id = $1 and sender = any ($2) and sent_at < $3 limit $4))""")
                        .execute(Tuple.of(
                                tenant.id().value(),
                                sent.stream().map(Sent::from).distinct().toArray(String[]::new),
                                utc(oldest),
                                FORGOTTEN_MAX)))
                .replaceWithVoid();
    }

    /** Whether the tenant has sent to somebody from a number since an instant; also when it has told of no message from it at all. */
    Uni<Boolean> mayHaveSent(
            SqlConnection transaction, Tenant tenant, AddressKey recipient, String sender, Instant since) {
        return transaction
                .preparedQuery("""
                        select exists (select from shared_sent
                                        where tenant_id = $1 and address_key = $2 and sender = $3 and sent_at >= $4)
                            or not exists (select from shared_sent where tenant_id = $1 and sender = $3 and sent_at >= $4)""")
                .execute(Tuple.of(tenant.id().value(), recipient.value(), sender, utc(since)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
