package io.consentry.consent.check;

import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import io.consentry.kit.address.Address;
import java.time.Instant;
import java.util.Optional;

/**
 * One question, parsed.
 *
 * @param recipient empty when it is not a usable address
 * @param purpose empty when it is not in the catalogue, or none was named
 * @param purposeNamed whether the client named a purpose at all
 * @param classKnown whether the client named no class, or one that there is; else the message counts as marketing
 * @param sendAt when it is to be sent; empty for now
 */
record SendQuestion(
        Optional<Address> recipient,
        Channel channel,
        Optional<Purpose> purpose,
        boolean purposeNamed,
        MessageClass messageClass,
        boolean classKnown,
        Optional<Instant> sendAt) {

    private static final PurposeKey NO_PURPOSE = new PurposeKey("no-purpose");

    /** The stricter of what the client says and what the purpose is for: a marketing purpose makes a marketing message. */
    boolean isMarketing() {
        return messageClass.isMarketing()
                || purpose.map(known -> known.messageClass().isMarketing()).orElse(false);
    }

    /** The same question where the recipient turned out to have no address on the channel. */
    SendQuestion withoutRecipient() {
        return new SendQuestion(Optional.empty(), channel, purpose, purposeNamed, messageClass, classKnown, sendAt);
    }

    /** The purpose by which decisions are looked up; one that nobody can have decided on when none is known. */
    PurposeKey purposeKey() {
        return purpose.map(Purpose::key).orElse(NO_PURPOSE);
    }
}
