package io.consentry.consent.subject;

import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Finds the person behind identifiers. The tenant's own number decides; otherwise the first of e-mail, phone, WhatsApp user and push
 * token that exactly one person has, unless that person has another number of the tenant's. Several people may share a phone.
 */
@ApplicationScoped
public class SubjectResolver {

    private final SubjectStore store;

    SubjectResolver(SubjectStore store) {
        this.store = store;
    }

    /** The subject with all these identifiers, made or completed as needed. */
    public Uni<Subject> resolve(SqlConnection transaction, Tenant tenant, List<Address> addresses) {
        List<KeyedAddress> keyed = keyed(tenant, addresses);
        return store.lock(transaction, tenant.id(), keyed)
                .chain(() -> store.findByAddress(transaction, tenant.id(), keyed))
                .chain(found -> choose(keyed, found)
                        .map(subject -> store.lock(transaction, tenant.id(), subject.id())
                                .chain(() -> store.addIdentifiers(transaction, tenant, subject, addresses)))
                        .orElseGet(() -> store.create(transaction, tenant, addresses)));
    }

    /** The subject behind one identifier, when exactly one is known by it, or the oldest when several share it. */
    public Uni<Optional<Subject>> find(SqlConnection transaction, Tenant tenant, Address address) {
        return store.findByAddress(transaction, tenant.id(), keyed(tenant, List.of(address)))
                .map(found -> found.stream().findFirst());
    }

    static Optional<Subject> choose(List<KeyedAddress> given, List<Subject> found) {
        boolean named = given.stream().anyMatch(address -> address.kind() == AddressKind.EXTERNAL_ID);
        for (AddressKind kind : List.of(
                AddressKind.EXTERNAL_ID,
                AddressKind.EMAIL,
                AddressKind.PHONE,
                AddressKind.WHATSAPP_USER_ID,
                AddressKind.PUSH_TOKEN)) {
            List<Subject> owners = found.stream()
                    .filter(subject ->
                            given.stream().anyMatch(address -> address.kind() == kind && subject.has(address)))
                    .filter(subject ->
                            kind == AddressKind.EXTERNAL_ID || !named || !subject.hasKind(AddressKind.EXTERNAL_ID))
                    .toList();
            if (owners.size() == 1) {
                return Optional.of(owners.get(0));
            }
        }
        return Optional.empty();
    }

    private static List<KeyedAddress> keyed(Tenant tenant, List<Address> addresses) {
        return addresses.stream()
                .map(address -> AddressKeys.keyed(tenant.keys(), address))
                .toList();
    }
}
