package io.consentry.consent.facts;

import io.consentry.contract.AddressKey;
import io.consentry.contract.TenantId;
import io.consentry.kit.json.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of contact facts, for whoever changes them. */
@ApplicationScoped
public class ContactFactsStore {

    private static final String LOCK = """
            select address_key, facts::text from contact_facts
             where tenant_id = $1 and address_key = any($2) order by address_key for update""";

    /** As in {@link #lock}, each address is looked up: with the offset the planner cannot turn the look-ups into a join with the whole table. */
    /** Row by row, in one round trip: joined to a list of keys, the planner would read the whole table. */
    private static final String SAVE = "update contact_facts set facts = $3 where tenant_id = $1 and address_key = $2";

    /**
     * Reads the facts of addresses and keeps others from changing them until the transaction ends; unknown ones are empty. With the offset
     * the planner looks each address up; without it, it would rather hash the whole table for a thousand of them.
     */
    public Uni<Map<AddressKey, ContactFacts>> lock(
            SqlConnection transaction, TenantId tenant, Collection<AddressKey> addresses) {
        String[] keys =
                addresses.stream().sorted().distinct().map(AddressKey::value).toArray(String[]::new);
        if (keys.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        return transaction
                .preparedQuery("""
                        insert into contact_facts (tenant_id, address_key, facts)
                        select $1, key, '{}' from unnest($2::text[]) as key
                         where not exists (select from contact_facts where tenant_id = $1 and address_key = key offset 0)
                         order by key on conflict do nothing""")
                .execute(Tuple.of(tenant.value(), keys))
                .chain(() -> transaction.preparedQuery(LOCK).execute(Tuple.of(tenant.value(), keys)))
                .map(ContactFactsStore::facts);
    }

    /**
     * The same, of those addresses alone of which something is known. Of the others nothing is kept from being written meanwhile: {@link #add}
     * fails where something was.
     */
    public Uni<Map<AddressKey, ContactFacts>> lockKnown(
            SqlConnection transaction, TenantId tenant, Collection<AddressKey> addresses) {
        String[] keys = addresses.stream().distinct().map(AddressKey::value).toArray(String[]::new);
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(tenant.value(), keys))
                .map(ContactFactsStore::facts);
    }

    /** Writes the first facts of addresses that {@link #lockKnown} did not know; fails when one has become known since. */
    public Uni<Void> add(SqlConnection transaction, TenantId tenant, Map<AddressKey, ContactFacts> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("""
                        insert into contact_facts (tenant_id, address_key, facts)
                        select $1, key, content::jsonb from unnest($2::text[], $3::text[]) as one(key, content)
                         order by key on conflict do nothing""")
                .execute(Tuple.of(tenant.value(), keys(facts), contents(facts)))
                .invoke(added -> requireAll(added, facts))
                .replaceWithVoid();
    }

    /** The facts of those addresses of which something is known; they may change at any time. */
    public Uni<Map<AddressKey, ContactFacts>> read(
            SqlConnection transaction, TenantId tenant, Collection<AddressKey> addresses) {
        String[] keys = addresses.stream().distinct().map(AddressKey::value).toArray(String[]::new);
        return transaction
                .preparedQuery(
                        "select address_key, facts::text from contact_facts where tenant_id = $1 and address_key = any($2)")
                .execute(Tuple.of(tenant.value(), keys))
                .map(ContactFactsStore::facts);
    }

    private static Map<AddressKey, ContactFacts> facts(RowSet<Row> rows) {
        Map<AddressKey, ContactFacts> facts = new TreeMap<>();
        rows.forEach(row ->
                facts.put(new AddressKey(row.getString(0)), EventJson.read(row.getString(1), ContactFacts.class)));
        return facts;
    }

    /** Writes facts that {@link #lock} has read. */
    public Uni<Void> save(SqlConnection transaction, TenantId tenant, Map<AddressKey, ContactFacts> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> rows = new ArrayList<>();
        facts.forEach((key, value) ->
                rows.add(Tuple.of(tenant.value(), key.value(), new JsonObject(EventJson.write(value)))));
        return transaction
                .preparedQuery(SAVE)
                .executeBatch(rows)
                .invoke(saved -> requireAll(saved, facts))
                .replaceWithVoid();
    }

    /** The transaction must not end without one of them. */
    private static void requireAll(RowSet<Row> results, Map<AddressKey, ContactFacts> facts) {
        int written = 0;
        for (RowSet<Row> result = results; result != null; result = result.next()) {
            written += result.rowCount();
        }
        if (written != facts.size()) {
            throw new IllegalStateException(
                    written + " of " + facts.size() + " facts were written; others know the rest by now");
        }
    }

    private static String[] keys(Map<AddressKey, ContactFacts> facts) {
        return facts.keySet().stream().map(AddressKey::value).toArray(String[]::new);
    }

    private static String[] contents(Map<AddressKey, ContactFacts> facts) {
        return facts.values().stream().map(EventJson::write).toArray(String[]::new);
    }
}
