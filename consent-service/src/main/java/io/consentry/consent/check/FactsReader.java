package io.consentry.consent.check;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.AddressKey;
import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the facts of many addresses, and how fresh they are, in one round trip and one snapshot. */
@ApplicationScoped
class FactsReader {

    private final Pool pool;

    FactsReader(Pool pool) {
        this.pool = pool;
    }

    /** Facts by address, of one moment; an address without a row is unknown. */
    record Reading(Map<AddressKey, ContactFacts> facts, ProjectionState freshness) {

        ContactFacts of(AddressKey key) {
            return facts.getOrDefault(key, ContactFacts.EMPTY);
        }
    }

    Uni<Reading> read(TenantId tenant, Collection<AddressKey> addresses) {
        String[] keys = addresses.stream().map(AddressKey::value).distinct().toArray(String[]::new);
        return pool.preparedQuery("select address_key, content from contact_facts_read($1, $2)")
                .execute(Tuple.of(tenant.value(), keys))
                .map(FactsReader::reading);
    }

    private static Reading reading(RowSet<Row> rows) {
        Map<AddressKey, ContactFacts> facts = new HashMap<>();
        ProjectionState freshness = null;
        for (Row row : rows) {
            @Nullable String key = row.getString(0);
            if (key == null) {
                freshness = EventJson.read(row.getString(1), ProjectionState.class);
            } else {
                facts.put(new AddressKey(key), EventJson.read(row.getString(1), ContactFacts.class));
            }
        }
        if (freshness == null) {
            throw new IllegalStateException("the reading lacks its position");
        }
        return new Reading(facts, freshness);
    }
}
