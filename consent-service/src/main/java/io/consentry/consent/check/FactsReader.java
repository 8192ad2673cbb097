package io.consentry.consent.check;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.AddressKey;
import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of many addresses, and how fresh they are, in one round trip and one snapshot. Checks of one tenant that come while
 * its readings are on their way share the next one: it is sent after they came, so it is as fresh as one of their own.
 */
@ApplicationScoped
class FactsReader {

    private static final int TENANTS_MAX = 10_000;
    private static final Duration IDLE_MAX = Duration.ofMinutes(10);

    /** A database that takes longer is away, and the check cannot be decided: 503. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final HotConnections connections;
    private final LoadingCache<TenantId, SharedReadings<AddressKey, Reading>> byTenant;

    FactsReader(HotConnections connections) {
        this.connections = connections;
        this.byTenant = Caffeine.newBuilder()
                .maximumSize(TENANTS_MAX)
                .expireAfterAccess(IDLE_MAX)
                .build(tenant -> new SharedReadings<>(keys -> readNow(tenant, keys)));
    }

    /** Facts by address, of one moment; an address without a row is unknown. */
    record Reading(Map<AddressKey, ContactFacts> facts, ProjectionState state) {

        ContactFacts of(AddressKey key) {
            return facts.getOrDefault(key, ContactFacts.EMPTY);
        }
    }

    /** A reading that has these addresses, and perhaps others. */
    Uni<Reading> read(TenantId tenant, Collection<AddressKey> addresses) {
        return byTenant.get(tenant).read(addresses);
    }

    private Uni<Reading> readNow(TenantId tenant, Set<AddressKey> addresses) {
        String[] keys = addresses.stream().map(AddressKey::value).toArray(String[]::new);
        return connections
                .client()
                .preparedQuery("select address_key, content from contact_facts_read($1, $2)")
                .execute(Tuple.of(tenant.value(), keys))
                .ifNoItem()
                .after(ANSWER_MAX)
                .fail()
                .map(FactsReader::reading);
    }

    private static Reading reading(RowSet<Row> rows) {
        Map<AddressKey, ContactFacts> facts = new HashMap<>();
        ProjectionState state = null;
        for (Row row : rows) {
            @Nullable String key = row.getString(0);
            if (key == null) {
                state = EventJson.read(row.getString(1), ProjectionState.class);
            } else {
                facts.put(new AddressKey(key), EventJson.read(row.getString(1), ContactFacts.class));
            }
        }
        if (state == null) {
            throw new IllegalStateException("the reading lacks its position");
        }
        return new Reading(facts, state);
    }
}
