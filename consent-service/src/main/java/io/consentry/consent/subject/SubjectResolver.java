package io.consentry.consent.subject;

import io.consentry.contract.AddressKind;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the person behind identifiers. The tenant's own number decides; otherwise the first of e-mail, phone, WhatsApp user and push
 * token that exactly one person has, unless that person has another number of the tenant's. Several people may share an address; who
 * writes from it without a number is then the one person there who has none.
 */
@ApplicationScoped
public class SubjectResolver {

    private static final List<AddressKind> KINDS = List.of(
            AddressKind.EXTERNAL_ID,
            AddressKind.EMAIL,
            AddressKind.PHONE,
            AddressKind.WHATSAPP_USER_ID,
            AddressKind.PUSH_TOKEN);

    private final SubjectStore store;

    SubjectResolver(SubjectStore store) {
        this.store = store;
    }

    /**
     * A person, as found.
     *
     * @param twins people without a number of the tenant's who are known by nothing but addresses of this person: an opt-out by link makes
     *     one where the person was known already, and what the person decides since counts for it, too
     */
    public record Resolved(Subject subject, List<Subject> twins) {}

    /** The subject with all these identifiers, made or completed as needed, and locked. */
    public Uni<Resolved> resolve(SqlConnection transaction, Tenant tenant, List<Address> addresses) {
        List<KeyedAddress> keyed = keyed(tenant, addresses);
        return store.lock(transaction, tenant.id(), keyed)
                .chain(() -> store.findByAddress(transaction, tenant.id(), keyed))
                .chain(found -> choose(keyed, found)
                        .map(chosen -> complete(transaction, tenant, chosen, found, addresses))
                        .orElseGet(() -> store.create(transaction, tenant, addresses)
                                .map(created -> new Resolved(created, List.of()))));
    }

    /** Reads the person anew once it is locked: somebody may have added to it while the lock was waited for. */
    private Uni<Resolved> complete(
            SqlConnection transaction, Tenant tenant, Subject chosen, List<Subject> found, List<Address> addresses) {
        List<Subject> others = found.stream()
                .filter(other -> !other.id().equals(chosen.id()) && other.isAnonymous())
                .toList();
        return store.lockSubjects(
                        transaction,
                        tenant.id(),
                        Stream.concat(Stream.of(chosen), others.stream())
                                .map(Subject::id)
                                .toList())
                .chain(() -> store.find(transaction, tenant.id(), chosen.id()))
                .chain(current -> store.addIdentifiers(transaction, tenant, current.orElse(chosen), addresses))
                .map(subject -> new Resolved(
                        subject, others.stream().filter(subject::includes).toList()));
    }

    /**
     * The subject whom identifiers name, as {@link #resolve} would find it; empty when there is none. Refuses identifiers that several people have
     * and that tell none of them from the others. Keeps them the person's as {@link SubjectStore#lock} does.
     */
    public Uni<Optional<Subject>> one(SqlConnection transaction, Tenant tenant, List<Address> addresses) {
        List<KeyedAddress> keyed = keyed(tenant, addresses);
        boolean named = keyed.stream().anyMatch(address -> address.kind() == AddressKind.EXTERNAL_ID);
        return store.lock(transaction, tenant.id(), keyed)
                .chain(() -> store.findByAddress(transaction, tenant.id(), keyed))
                .map(found -> {
                    if (found.size() > 1 && !named) {
                        throw new RefusedException(
                                ProblemType.INVALID,
                                "Several people are known by this.",
                                List.of(new Violation("subject", "ambiguous", "name the person by externalId")));
                    }
                    return choose(keyed, found);
                });
    }

    static Optional<Subject> choose(List<KeyedAddress> given, List<Subject> found) {
        boolean named = given.stream().anyMatch(address -> address.kind() == AddressKind.EXTERNAL_ID);
        for (AddressKind kind : KINDS) {
            List<Subject> owners = new ArrayList<>(found.stream()
                    .filter(subject ->
                            given.stream().anyMatch(address -> address.kind() == kind && subject.has(address)))
                    .filter(subject -> kind == AddressKind.EXTERNAL_ID || !named || subject.isAnonymous())
                    .toList());
            if (owners.size() > 1) {
                owners.removeIf(owner -> !owner.isAnonymous());
            }
            if (!owners.isEmpty()) {
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
