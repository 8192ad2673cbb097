package io.consentry.consent.intake;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.ContactFactsStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;

/** Makes the check fail closed for an address about which an event could not be applied. */
final class IncompleteContacts {

    private final ContactFactsStore facts;

    IncompleteContacts(ContactFactsStore facts) {
        this.facts = facts;
    }

    /** @param recordKey tenant, colon, address key; anything else names no address and changes nothing */
    Uni<Void> note(SqlConnection transaction, TenantId tenant, String recordKey) {
        String prefix = tenant.value() + ":";
        if (!recordKey.matches("\\Q" + prefix + "\\E[A-Za-z0-9_-]{43}")) {
            return Uni.createFrom().voidItem();
        }
        AddressKey key = new AddressKey(recordKey.substring(prefix.length()));
        return facts.lock(transaction, tenant, List.of(key))
                .map(known ->
                        Map.of(key, known.getOrDefault(key, ContactFacts.EMPTY).asIncomplete()))
                .chain(changed -> facts.save(transaction, tenant, changed));
    }
}
