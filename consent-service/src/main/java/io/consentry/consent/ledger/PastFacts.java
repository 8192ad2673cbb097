package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.contract.AddressKey;
import io.consentry.contract.TenantId;
import io.consentry.contract.event.ConsentEvent;
import io.consentry.kit.json.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was known of addresses at an earlier snapshot: consents folded from the ledger anew, all else from the log of its changes. */
@ApplicationScoped
public class PastFacts {

    private final LedgerStore ledger;

    PastFacts(LedgerStore ledger) {
        this.ledger = ledger;
    }

    /**
     * Facts of each address, empty ones included.
     *
     * @param snapshot a {@code pg_snapshot} of this database
     */
    public Uni<Map<AddressKey, ContactFacts>> at(
            SqlConnection transaction, TenantId tenant, Collection<AddressKey> addresses, String snapshot) {
        return unconsented(transaction, tenant, addresses, snapshot)
                .chain(rest -> ledger.knownAt(transaction, tenant, addresses, snapshot)
                        .map(events -> withConsents(rest, events)));
    }

    private static Map<AddressKey, ContactFacts> withConsents(
            Map<AddressKey, ContactFacts> rest, List<RecordedEvent> events) {
        Map<AddressKey, ContactFacts> consents = new HashMap<>();
        for (RecordedEvent recorded : events) {
            ConsentEvent event = recorded.event();
            event.change().addresses().stream()
                    .map(address -> address.key())
                    .distinct()
                    .forEach(key -> consents.merge(
                            key,
                            ContactFacts.EMPTY.apply(recorded.id(), event),
                            (known, first) -> known.apply(recorded.id(), event)));
        }
        Map<AddressKey, ContactFacts> facts = new HashMap<>(rest);
        facts.replaceAll((key, known) -> known.withConsents(
                consents.getOrDefault(key, ContactFacts.EMPTY).consents()));
        return facts;
    }

    private static Uni<Map<AddressKey, ContactFacts>> unconsented(
            SqlConnection transaction, TenantId tenant, Collection<AddressKey> addresses, String snapshot) {
        Map<AddressKey, ContactFacts> facts = new HashMap<>();
        addresses.forEach(key -> facts.put(key, ContactFacts.EMPTY));
        String[] keys = addresses.stream().map(AddressKey::value).toArray(String[]::new);
        return transaction
                .preparedQuery("""
                        select distinct on (address_key) address_key, facts::text from contact_facts_log
                         where tenant_id = $1 and address_key = any($2)
                           and pg_visible_in_snapshot(recorded_xid, $3::text::pg_snapshot)
                         order by address_key, sequence desc""")
                .execute(Tuple.of(tenant.value(), keys, snapshot))
                .map(rows -> {
                    rows.forEach(row -> facts.put(
                            new AddressKey(row.getString(0)), EventJson.read(row.getString(1), ContactFacts.class)));
                    return facts;
                });
    }
}
