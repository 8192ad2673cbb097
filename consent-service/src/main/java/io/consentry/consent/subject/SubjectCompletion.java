package io.consentry.consent.subject;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.SubjectId;
import io.consentry.kit.address.Address;
import io.consentry.kit.address.AddressKeys;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import io.consentry.kit.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;

/**
 * A subject with addresses that it lacked.
 *
 * @param added what must be stored for that
 */
record SubjectCompletion(Subject subject, List<NewIdentifier> added) {

    static final int IDENTIFIERS_MAX = 200;

    /** An identifier that is to be stored, with the address encrypted. */
    record NewIdentifier(SubjectId subjectId, Identifier identifier, byte[] encryptedAddress) {}

    /** Adds the addresses that the subject is not known by in full; refuses a person of hundreds. */
    static SubjectCompletion of(Tenant tenant, Subject subject, List<Address> addresses) {
        List<Identifier> all = new ArrayList<>(subject.identifiers());
        List<NewIdentifier> added = new ArrayList<>();
        for (Address address : addresses) {
            KeyedAddress keyed = AddressKeys.keyed(tenant.keys(), address);
            if (subject.hasInFull(keyed)) {
                continue;
            }
            Identifier identifier = new Identifier(keyed, address.masked());
            added.add(new NewIdentifier(subject.id(), identifier, AddressCipher.encrypt(tenant, address, keyed)));
            if (!subject.has(keyed)) {
                all.add(identifier);
            }
        }
        requireRoom(subject, all.size());
        return new SubjectCompletion(new Subject(subject.id(), all), added);
    }

    /** A person with hundreds of addresses is a placeholder that many people were filed under; nothing true can be said of it. */
    private static void requireRoom(Subject subject, int identifiers) {
        if (identifiers > IDENTIFIERS_MAX && identifiers > subject.identifiers().size()) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "Give each person an external id of their own.",
                    List.of(new Violation(
                            "subject",
                            "too-many-identifiers",
                            "this person is known by " + IDENTIFIERS_MAX + " identifiers already")));
        }
    }
}
