package io.consentry.preference.suppressed;

import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.PurposeKey;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The suppression list as far as this service has heard of it: seconds behind at most while all services run. */
@ApplicationScoped
public class SuppressedAddresses {

    /** These stop marketing; a message that the person asks for is none. All other reasons stop every message. */
    private static final Set<SuppressionReason> OF_MARKETING =
            EnumSet.of(SuppressionReason.OPT_OUT, SuppressionReason.REGISTRY);

    private static final String[] OF_EVERYTHING = EnumSet.complementOf(EnumSet.copyOf(OF_MARKETING)).stream()
            .map(SuppressionReason::wireName)
            .toArray(String[]::new);

    /** Whether nothing at all may be sent to the address, on the channel. */
    public Uni<Boolean> forbidMessages(
            SqlConnection transaction, TenantId tenant, KeyedAddress address, Channel channel) {
        return transaction
                .preparedQuery("""
                        select exists (select from suppressed_address
                                        where tenant_id = $1 and address_key = $2 and address_kind = $3
                                          and (channel is null or channel = $4) and reason = any($5))""")
                .execute(Tuple.of(
                        tenant.value(),
                        address.key().value(),
                        address.kind().wireName(),
                        channel.wireName(),
                        OF_EVERYTHING))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /**
     * Whether a company may not ask at the address for consent to any of the purposes on the channel: who opted out, or is on a registry,
     * is not asked to come back (rules A-06, B-11).
     */
    public Uni<Boolean> forbidAsking(
            SqlConnection transaction,
            TenantId tenant,
            KeyedAddress address,
            Channel channel,
            Collection<PurposeKey> purposes) {
        return transaction
                .preparedQuery("""
                        select exists (select from suppressed_address
                                        where tenant_id = $1 and address_key = $2 and address_kind = $3
                                          and (channel is null or channel = $4)
                                          and (reason = any($5) or purpose is null or purpose = any($6)))""")
                .execute(Tuple.of(
                        tenant.value(),
                        address.key().value(),
                        address.kind().wireName(),
                        channel.wireName(),
                        OF_EVERYTHING,
                        purposes.stream().map(PurposeKey::value).toArray(String[]::new)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<Void> add(SqlConnection transaction, TenantId tenant, List<SuppressionAdded> added) {
        return transaction
                .preparedQuery("""
                        insert into suppressed_address
                               (suppression_id, tenant_id, address_kind, address_key, purpose, channel, reason)
                        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing""")
                .executeBatch(added.stream().map(one -> row(tenant, one)).toList())
                .replaceWithVoid();
    }

    private static Tuple row(TenantId tenant, SuppressionAdded added) {
        PurposeKey purpose = added.purpose();
        Channel channel = added.channel();
        return Tuple.from(new @Nullable Object[] {
            added.suppressionId(),
            tenant.value(),
            added.address().kind().wireName(),
            added.address().key().value(),
            purpose == null ? null : purpose.value(),
            channel == null ? null : channel.wireName(),
            added.reason().wireName()
        });
    }

    Uni<Void> remove(SqlConnection transaction, TenantId tenant, List<UUID> suppressions) {
        return transaction
                .preparedQuery("delete from suppressed_address where tenant_id = $1 and suppression_id = any($2)")
                .execute(Tuple.of(tenant.value(), suppressions.toArray(UUID[]::new)))
                .replaceWithVoid();
    }
}
