package io.consentry.preference.unsubscribe;

import io.consentry.contract.Channel;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.link.LinkToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much an opt-out stops; always at the link's address and nowhere else. */
public enum OptOutScope {
    /** The link's purpose on the link's channel. */
    TOPIC("topic"),
    /** All marketing on the link's channel. */
    CHANNEL("channel"),
    EVERYTHING("everything");

    private final String wireName;

    OptOutScope(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    @Nullable
    PurposeKey purpose(LinkToken token) {
        return this == TOPIC ? token.purpose() : null;
    }

    @Nullable
    Channel channel(LinkToken token) {
        return this == EVERYTHING ? null : token.channel();
    }

    /** The scope itself, or the channel when the link is of no purpose: both then stop the same. */
    OptOutScope on(LinkToken token) {
        return this == TOPIC && token.purpose() == null ? CHANNEL : this;
    }

    static Optional<OptOutScope> find(@Nullable String wireName) {
        for (OptOutScope scope : values()) {
            if (scope.wireName.equals(wireName)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
