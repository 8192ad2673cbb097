package io.consentry.consent.subject;

import io.consentry.consent.subject.SubjectCompletion.NewIdentifier;
import io.consentry.contract.AddressKey;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.tenant.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The people whom many rows are about: those that were found and locked, and those that the rows make. In memory; {@link SubjectStore#save}
 * writes down what it made and added.
 */
public final class SubjectRegister {

    private final Tenant tenant;
    private final Map<SubjectId, Subject> byId = new LinkedHashMap<>();
    private final Map<AddressKey, Set<SubjectId>> byAddress = new HashMap<>();
    private final List<SubjectId> made = new ArrayList<>();
    private final List<NewIdentifier> added = new ArrayList<>();

    /** @param found everybody who has any of the rows' addresses, oldest first */
    public SubjectRegister(Tenant tenant, Collection<Subject> found) {
        this.tenant = tenant;
        found.forEach(this::put);
    }

    /** Whom addresses name, with all of them; nothing is changed by asking. The same choice as {@link SubjectResolver}'s. */
    public Resolution resolve(List<Address> addresses) {
        List<KeyedAddress> given = addresses.stream()
                .map(address -> AddressKeys.keyed(tenant.keys(), address))
                .toList();
        List<Subject> candidates = candidates(given);
        Subject chosen = SubjectResolver.choose(given, candidates)
                .orElseGet(() -> new Subject(new SubjectId(UUID.randomUUID()), List.of()));
        SubjectCompletion completion = SubjectCompletion.of(tenant, chosen, addresses);
        return new Resolution(completion.subject(), completion.added());
    }

    /** A subject as it would be once it is kept. */
    public static final class Resolution {

        private final Subject subject;
        private final List<NewIdentifier> added;

        private Resolution(Subject subject, List<NewIdentifier> added) {
            this.subject = subject;
            this.added = added;
        }

        public Subject subject() {
            return subject;
        }
    }

    /** Makes the subject part of what is to be stored. */
    public void keep(Resolution resolution) {
        Subject subject = resolution.subject;
        if (!byId.containsKey(subject.id())) {
            made.add(subject.id());
        }
        added.addAll(resolution.added);
        put(subject);
    }

    List<SubjectId> made() {
        return made;
    }

    List<NewIdentifier> added() {
        return added;
    }

    private void put(Subject subject) {
        byId.put(subject.id(), subject);
        subject.identifiers().forEach(identifier -> byAddress
                .computeIfAbsent(identifier.address().key(), key -> new LinkedHashSet<>())
                .add(subject.id()));
    }

    private List<Subject> candidates(List<KeyedAddress> given) {
        Set<SubjectId> ids = new LinkedHashSet<>();
        given.forEach(address -> ids.addAll(byAddress.getOrDefault(address.key(), Set.of())));
        if (ids.size() < 2) {
            return ids.stream().map(byId::get).toList();
        }
        return byId.values().stream()
                .filter(subject -> ids.contains(subject.id()))
                .toList();
    }
}
