package io.consentry.consent.check;

import io.consentry.consent.decision.Recipient;
import io.consentry.consent.decision.SendQuestion;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.address.ForeignHash;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The addresses that each question is about: the one it names, or those behind the tenant's own number of a person. */
@ApplicationScoped
class RecipientAddresses {

    private final TenantDatabase database;
    private final SubjectStore subjects;

    RecipientAddresses(TenantDatabase database, SubjectStore subjects) {
        this.database = database;
        this.subjects = subjects;
    }

    /**
     * What the questions name.
     *
     * @param plain the addresses of the people found, in plain text as far as they are known so; only where aliases are asked for
     */
    private record Named(List<Optional<KeyedAddress>> addresses, List<Subject> found, Map<AddressKey, Address> plain) {}

    /**
     * One recipient for each question, in their order.
     *
     * @param withAliases whether the suppression list may have the addresses under hashes of others'
     */
    Uni<List<Recipient>> of(Tenant tenant, List<AskedCheck> checks, boolean withAliases) {
        List<Optional<KeyedAddress>> named = checks.stream()
                .map(check -> check.address().map(address -> AddressKeys.keyed(tenant.keys(), address)))
                .toList();
        List<KeyedAddress> numbers = named.stream()
                .flatMap(Optional::stream)
                .filter(address -> address.kind() == AddressKind.EXTERNAL_ID)
                .toList();
        if (numbers.isEmpty()) {
            return Uni.createFrom().item(resolve(tenant, checks, new Named(named, List.of(), Map.of()), withAliases));
        }
        return database.inTransaction(
                        tenant.id(), transaction -> subjects.findByAddress(transaction, tenant.id(), numbers)
                                .chain(found -> plain(transaction, tenant, found, withAliases)
                                        .map(plain -> new Named(named, found, plain))))
                .map(all -> resolve(tenant, checks, all, withAliases));
    }

    private Uni<Map<AddressKey, Address>> plain(
            SqlConnection transaction, Tenant tenant, List<Subject> found, boolean withAliases) {
        return withAliases
                ? subjects.addressesOf(
                        transaction, tenant, found.stream().map(Subject::id).toList())
                : Uni.createFrom().item(Map.of());
    }

    private static List<Recipient> resolve(Tenant tenant, List<AskedCheck> checks, Named named, boolean withAliases) {
        List<Recipient> resolved = new ArrayList<>(checks.size());
        for (int i = 0; i < checks.size(); i++) {
            AskedCheck check = checks.get(i);
            Optional<KeyedAddress> address = named.addresses().get(i);
            if (address.isEmpty()) {
                resolved.add(Recipient.NOBODY);
                continue;
            }
            Recipient recipient = resolve(check.question(), address.get(), named.found());
            resolved.add(
                    withAliases
                            ? withAliases(tenant, recipient, plain(named, address.get(), check.address()))
                            : recipient);
        }
        return resolved;
    }

    private static Recipient resolve(SendQuestion question, KeyedAddress address, List<Subject> found) {
        if (address.kind() != AddressKind.EXTERNAL_ID || question.channel().reaches(AddressKind.EXTERNAL_ID)) {
            return new Recipient(List.of(address.key()), Optional.empty(), List.of());
        }
        List<AddressKey> reachable = found.stream()
                .filter(subject -> subject.identifiers().stream()
                        .anyMatch(identifier -> identifier.address().equals(address)))
                .flatMap(subject -> subject.reachableOn(question.channel()).stream())
                .map(KeyedAddress::key)
                .distinct()
                .toList();
        return new Recipient(reachable, Optional.of(address.key()), List.of());
    }

    private static Map<AddressKey, Address> plain(Named named, KeyedAddress address, Optional<Address> given) {
        Map<AddressKey, Address> plain = new HashMap<>(named.plain());
        given.ifPresent(known -> plain.put(address.key(), known));
        return plain;
    }

    /** Somebody with an address that is known by its key alone cannot be compared with the list, and is not written to. */
    private static Recipient withAliases(Tenant tenant, Recipient recipient, Map<AddressKey, Address> plain) {
        List<AddressKey> aliases = new ArrayList<>();
        for (AddressKey key : recipient.addresses()) {
            Address address = plain.get(key);
            if (address == null) {
                return Recipient.NOBODY;
            }
            aliases.addAll(ForeignHash.aliases(tenant.keys(), address));
        }
        return new Recipient(recipient.addresses(), recipient.name(), aliases);
    }
}
