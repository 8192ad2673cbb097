package io.consentry.suppression.entry;

import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import org.jspecify.annotations.Nullable;

/** What an entry keeps from being sent; null means all. */
record ScopeView(@Nullable String channel, @Nullable String purpose) {

    static ScopeView of(Scope scope) {
        Channel channel = scope.channel();
        PurposeKey purpose = scope.purpose();
        return new ScopeView(channel == null ? null : channel.wireName(), purpose == null ? null : purpose.value());
    }
}
