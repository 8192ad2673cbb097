package io.consentry.suppression.entry;

import io.consentry.contract.AddressKind;
import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.address.Address;
import io.consentry.kit.problem.Violations;
import org.jspecify.annotations.Nullable;

/** What to suppress, as a client writes it; null means all. */
record ScopeRequest(@Nullable String channel, @Nullable String purpose) {

    Scope parse(@Nullable Address address, Violations violations) {
        return new Scope(parsePurpose(violations), parseChannel(address, violations));
    }

    private @Nullable PurposeKey parsePurpose(Violations violations) {
        if (purpose == null || PurposeKey.isValid(purpose)) {
            return purpose == null ? null : new PurposeKey(purpose);
        }
        violations.add("scope.purpose", "not-a-purpose", "is not a purpose key");
        return null;
    }

    private @Nullable Channel parseChannel(@Nullable Address address, Violations violations) {
        if (channel == null) {
            return null;
        }
        try {
            Channel parsed = Channel.of(channel);
            if (address != null && address.kind() != AddressKind.EXTERNAL_ID && !parsed.reaches(address.kind())) {
                violations.add("scope.channel", "not-reached", "does not reach this kind of address");
            }
            return parsed;
        } catch (IllegalArgumentException e) {
            violations.add("scope.channel", "not-a-channel", String.valueOf(e.getMessage()));
            return null;
        }
    }
}
