package io.consentry.consent.check;

import io.consentry.consent.decision.Recipient;
import io.consentry.consent.decision.SendQuestion;
import io.consentry.consent.subject.Subject;
import io.consentry.consent.subject.SubjectStore;
import io.consentry.contract.AddressKey;
import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.tenant.Tenant;
import io.consentry.kit.tenant.TenantDatabase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
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

    /** One recipient for each question, in their order. */
    Uni<List<Recipient>> of(Tenant tenant, List<AskedCheck> checks) {
        List<Optional<KeyedAddress>> named = checks.stream()
                .map(check -> check.address().map(address -> AddressKeys.keyed(tenant.keys(), address)))
                .toList();
        List<KeyedAddress> numbers = named.stream()
                .flatMap(Optional::stream)
                .filter(address -> address.kind() == AddressKind.EXTERNAL_ID)
                .toList();
        if (numbers.isEmpty()) {
            return Uni.createFrom().item(resolve(checks, named, List.of()));
        }
        return database.inTransaction(
                        tenant.id(), transaction -> subjects.findByAddress(transaction, tenant.id(), numbers))
                .map(found -> resolve(checks, named, found));
    }

    private static List<Recipient> resolve(
            List<AskedCheck> checks, List<Optional<KeyedAddress>> named, List<Subject> found) {
        List<Recipient> resolved = new ArrayList<>(checks.size());
        for (int i = 0; i < checks.size(); i++) {
            SendQuestion question = checks.get(i).question();
            resolved.add(named.get(i)
                    .map(address -> resolve(question, address, found))
                    .orElse(Recipient.NOBODY));
        }
        return resolved;
    }

    private static Recipient resolve(SendQuestion question, KeyedAddress address, List<Subject> found) {
        if (address.kind() != AddressKind.EXTERNAL_ID || question.channel().reaches(AddressKind.EXTERNAL_ID)) {
            return new Recipient(List.of(address.key()), Optional.empty());
        }
        List<AddressKey> reachable = found.stream()
                .filter(subject -> subject.identifiers().stream()
                        .anyMatch(identifier -> identifier.address().equals(address)))
                .flatMap(subject -> subject.reachableOn(question.channel()).stream())
                .map(KeyedAddress::key)
                .distinct()
                .toList();
        return new Recipient(reachable, Optional.of(address.key()));
    }
}
