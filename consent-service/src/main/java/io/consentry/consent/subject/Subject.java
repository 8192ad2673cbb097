package io.consentry.consent.subject;

import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SubjectId;
import java.util.List;
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

    boolean has(KeyedAddress address) {
        return identifiers.stream().anyMatch(identifier -> identifier.address().equals(address));
    }

    boolean hasKind(AddressKind kind) {
        return identifiers.stream().anyMatch(identifier -> identifier.address().kind() == kind);
    }
}
