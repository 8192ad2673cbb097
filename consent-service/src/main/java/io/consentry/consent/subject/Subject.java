package io.consentry.consent.subject;

import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.ProblemType;
import io.consentry.contract.SubjectId;
import io.consentry.kit.problem.RefusedException;
import io.consentry.kit.problem.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A data subject with the identifiers known of it. */
public record Subject(SubjectId id, List<Identifier> identifiers) {

    public Subject {
        identifiers = List.copyOf(identifiers);
    }

    /** The addresses that a channel reaches; all of them when the channel is null. */
    public List<KeyedAddress> reachableOn(@Nullable Channel channel) {
        return identifiers.stream()
                .map(Identifier::address)
                .filter(address -> channel == null || channel.reaches(address.kind()))
                .sorted()
                .toList();
    }

    /** Whether the person is known by the address. */
    public boolean has(KeyedAddress address) {
        return identifiers.stream().anyMatch(identifier -> identifier.address().equals(address));
    }

    /** Whether the person is known by the address, and not by its key alone. */
    boolean hasInFull(KeyedAddress address) {
        return identifiers.stream()
                .anyMatch(identifier -> identifier.address().equals(address)
                        && !identifier.masked().equals(Identifier.OF_A_KEY));
    }

    /** Whether the tenant has no number of its own for this person. */
    boolean isAnonymous() {
        return identifiers.stream().noneMatch(identifier -> identifier.address().kind() == AddressKind.EXTERNAL_ID);
    }

    /** Whether this is the same person without a number of the tenant's, as an opt-out by link makes one: known by nothing else. */
    public boolean isTwinOf(Subject person) {
        return !id.equals(person.id()) && isAnonymous() && person.includes(this);
    }

    /** Whether another is known by nothing that this one is not known by. */
    boolean includes(Subject other) {
        return other.identifiers().stream().allMatch(identifier -> has(identifier.address()));
    }

    /** A person with hundreds of addresses is a placeholder that many people were filed under; nothing true can be said of it. */
    public static void requireRoom(Subject one, Subject other) {
        long all = Stream.concat(one.identifiers().stream(), other.identifiers().stream())
                .map(Identifier::address)
                .distinct()
                .count();
        if (all > SubjectCompletion.IDENTIFIERS_MAX) {
            throw new RefusedException(
                    ProblemType.INVALID,
                    "These are too many to be one person.",
                    List.of(new Violation(
                            "mergedId",
                            "too-many-identifiers",
                            "a person is known by at most " + SubjectCompletion.IDENTIFIERS_MAX + " identifiers")));
        }
    }

    /** The tenant's own numbers of the person. */
    public List<KeyedAddress> externalIds() {
        return identifiers.stream()
                .map(Identifier::address)
                .filter(address -> address.kind() == AddressKind.EXTERNAL_ID)
                .toList();
    }
}
