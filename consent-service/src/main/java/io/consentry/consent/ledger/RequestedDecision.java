package io.consentry.consent.ledger;

import io.consentry.contract.Channel;
import io.consentry.contract.ConsentAction;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision that is to be recorded.
 *
 * @param purpose null means all purposes
 * @param channel null means all channels
 * @param validUntil when a grant ends by itself; null when it does not
 * @param softOptIn what a grant rests on in the place of consent; null for consent
 */
record RequestedDecision(
        ConsentAction action,
        @Nullable PurposeKey purpose,
        @Nullable Channel channel,
        @Nullable Instant validUntil,
        @Nullable SoftOptIn softOptIn) {

    /** Whether the person is only being asked for consent. */
    boolean asks() {
        return action == ConsentAction.REQUEST;
    }
}
