package io.consentry.preference.inbound;

import io.consentry.contract.KeyedAddress;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Which addresses WhatsApp named together (rule D-06): who stops by one of them stops by all, whichever the next delivery names. Keyed
 * hashes only. Links widen opt-outs and nothing else: resuming lifts the stop of the addresses that it names itself.
 */
@ApplicationScoped
class WhatsappIdentities {

    private static final int LINKED_MAX = 20;

    private final Clock clock;

    WhatsappIdentities(Clock clock) {
        this.clock = clock;
    }

    /** Remembers that these are one person. */
    Uni<Void> link(SqlConnection transaction, Tenant tenant, List<KeyedAddress> together) {
        if (together.size() < 2) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("""
                        insert into whatsapp_identity (tenant_id, address_kind, address_key, other_kind, other_key, seen_at)
                        select $1, a.kind, a.key, b.kind, b.key, $4
                          from unnest($2::text[], $3::text[]) a(kind, key), unnest($2::text[], $3::text[]) b(kind, key)
                         where (a.kind, a.key) <> (b.kind, b.key)
                         order by a.kind, a.key, b.kind, b.key
                        on conflict do nothing""")
                .execute(Tuple.of(
                        tenant.id().value(),
                        kinds(together),
                        keys(together),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** These addresses and the latest that were named together with one of them, up to {@value #LINKED_MAX}. */
    Uni<List<KeyedAddress>> linked(SqlConnection transaction, Tenant tenant, List<KeyedAddress> named) {
        return transaction
                .preparedQuery("""
                        select other_kind, other_key from whatsapp_identity
                         where tenant_id = $1 and (address_kind, address_key) in (select * from unnest($2::text[], $3::text[]))
                         group by other_kind, other_key order by max(seen_at) desc, other_kind, other_key limit $4""")
                .execute(Tuple.of(tenant.id().value(), kinds(named), keys(named), LINKED_MAX))
                .map(rows -> {
                    Set<KeyedAddress> all = new LinkedHashSet<>(named);
                    StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> KeyedAddress.of(row.getString(0), row.getString(1)))
                            .forEach(all::add);
                    return List.copyOf(all);
                });
    }

    private static String[] kinds(List<KeyedAddress> addresses) {
        return addresses.stream().map(address -> address.kind().wireName()).toArray(String[]::new);
    }

    private static String[] keys(List<KeyedAddress> addresses) {
        return addresses.stream().map(address -> address.key().value()).toArray(String[]::new);
    }
}
