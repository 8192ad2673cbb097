package io.consentry.suppression.transfer;

import io.consentry.contract.TenantId;
import io.consentry.suppression.entry.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which of many addresses are on the list; every transaction must be scoped to the tenant. */
@ApplicationScoped
class ScreenStore {

    /** A scope that the question leaves open is touched by every entry. Lateral, so that each key is looked up and the list never read. */
    private static final String STANDING = """
            select asked.key, found.reason from unnest($2::text[]) as asked(key) cross join lateral (
                select distinct reason from suppression_entry
                 where tenant_id = $1 and address_key = asked.key and released_at is null
                   and ($3::text is null or channel is null or channel = $3) and ($4::text is null or purpose is null or purpose = $4)
                 limit 20) found""";

    /** The reasons of the entries that stand, by address key; a key without any is not there. */
    Uni<Map<String, Set<String>>> reasons(SqlConnection transaction, TenantId tenant, Set<String> keys, Scope scope) {
        return transaction
                .preparedQuery(STANDING)
                .execute(Tuple.of(tenant.value(), keys.toArray(String[]::new), channel(scope), purpose(scope)))
                .map(rows -> {
                    Map<String, Set<String>> reasons = new HashMap<>();
                    rows.forEach(row -> reasons.computeIfAbsent(row.getString(0), key -> new TreeSet<>())
                            .add(row.getString(1)));
                    return reasons;
                });
    }

    private static @Nullable String channel(Scope scope) {
        return scope.channel() == null ? null : scope.channel().wireName();
    }

    private static @Nullable String purpose(Scope scope) {
        return scope.purpose() == null ? null : scope.purpose().value();
    }
}
