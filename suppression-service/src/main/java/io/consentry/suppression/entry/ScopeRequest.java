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
        Channel parsedChannel = violations.read("scope.channel", channel, Channel::of, false);
        if (parsedChannel != null
                && address != null
                && address.kind() != AddressKind.EXTERNAL_ID
                && !parsedChannel.reaches(address.kind())) {
            violations.add("scope.channel", "channel-mismatch", "does not reach this kind of address");
        }
        boolean purposeGood = violations.requireKey("scope.purpose", purpose);
        return new Scope(purpose == null || !purposeGood ? null : new PurposeKey(purpose), parsedChannel);
    }
}
