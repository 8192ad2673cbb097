package io.consentry.suppression.transfer;

import io.consentry.contract.KeyedAddress;
import io.consentry.contract.SuppressionOrigin;
import io.consentry.contract.SuppressionReason;
import io.consentry.contract.event.SuppressionEvent.SuppressionAdded;
import io.consentry.kit.address.ForeignHash;
import io.consentry.suppression.entry.PersonalPart;
import io.consentry.suppression.entry.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry that a list asks for.
 *
 * @param dated whether the list says when the act happened; one that does not tells nothing new of an address that is held already
 * @param foreignHash see {@link Listed}
 */
record NewEntry(
        UUID id,
        KeyedAddress address,
        Scope scope,
        SuppressionReason reason,
        Instant since,
        boolean dated,
        @Nullable Instant holdUntil,
        PersonalPart personal,
        @Nullable ForeignHash foreignHash) {

    /** What two lines that ask for the same have in common. */
    record Claim(KeyedAddress address, Scope scope, SuppressionReason reason) {}

    Claim claim() {
        return new Claim(address, scope, reason);
    }

    /** An opt-out is the person's own act, whoever tells of it: so their own later consent lifts it (capability S3). */
    SuppressionOrigin origin() {
        return reason == SuppressionReason.OPT_OUT ? SuppressionOrigin.RECIPIENT : SuppressionOrigin.TENANT;
    }

    SuppressionAdded added() {
        return new SuppressionAdded(
                id,
                address,
                scope.purpose(),
                scope.channel(),
                reason,
                origin(),
                since,
                holdUntil,
                null,
                foreignHash == null ? null : foreignHash.wireName());
    }
}
