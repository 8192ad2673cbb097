package io.consentry.consent.ledger;

import io.consentry.consent.facts.ContactFacts;
import io.consentry.consent.facts.ContactFactsStore;
import io.consentry.consent.facts.ForeignHashStore;
import io.consentry.contract.AddressKey;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.ForeignHash;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What the suppression list has of addresses under hashes of others'; most tenants' lists have no such entries. */
@ApplicationScoped
class AliasFacts {

    private final ForeignHashStore foreignHashes;
    private final ContactFactsStore facts;

    AliasFacts(ForeignHashStore foreignHashes, ContactFactsStore facts) {
        this.foreignHashes = foreignHashes;
        this.facts = facts;
    }

    /** By the address's own key; an address without such entries is not there. */
    Uni<Map<AddressKey, ContactFacts>> of(SqlConnection transaction, Tenant tenant, Collection<Address> addresses) {
        return foreignHashes
                .isNoted(transaction, tenant.id())
                .chain(noted -> noted
                        ? read(transaction, tenant, owners(tenant, addresses))
                        : Uni.createFrom().item(Map.of()));
    }

    private static Map<AddressKey, AddressKey> owners(Tenant tenant, Collection<Address> addresses) {
        Map<AddressKey, AddressKey> owners = new HashMap<>();
        for (Address address : addresses) {
            AddressKey own = AddressKeys.key(tenant.keys(), address);
            ForeignHash.aliases(tenant.keys(), address).forEach(alias -> owners.put(alias, own));
        }
        return owners;
    }

    /** @param owners the address's own key by alias */
    private Uni<Map<AddressKey, ContactFacts>> read(
            SqlConnection transaction, Tenant tenant, Map<AddressKey, AddressKey> owners) {
        return facts.read(transaction, tenant.id(), owners.keySet()).map(known -> {
            Map<AddressKey, ContactFacts> byOwner = new HashMap<>();
            known.forEach((alias, listed) ->
                    byOwner.merge(owners.getOrDefault(alias, alias), listed, ContactFacts::withSuppressionsOf));
            return byOwner;
        });
    }
}
