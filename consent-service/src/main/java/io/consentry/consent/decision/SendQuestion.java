package io.consentry.consent.decision;

import io.consentry.consent.purpose.Purpose;
import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import io.consentry.contract.PurposeKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be sent, to somebody.
 *
 * @param addressable whether there is a usable address to send it to
 * @param purpose empty when it is not in the catalogue, or none was named
 * @param purposeNamed whether the client named a purpose at all
 * @param classKnown whether the client named no class, or one that there is; else the message counts as marketing
 * @param sendAt when it is to be sent; empty for now
 * @param content what is proven of the message's content
 * @param lastSentAt when the sender last sent this person something for the purpose, as it says; empty when it does not say
 * @param consentRequest the recorded request that the message carries out: it asks for consent; empty for any other message
 */
public record SendQuestion(
        boolean addressable,
        Channel channel,
        Optional<Purpose> purpose,
        boolean purposeNamed,
        MessageClass messageClass,
        boolean classKnown,
        Optional<Instant> sendAt,
        ContentProof content,
        Optional<Instant> lastSentAt,
        Optional<UUID> consentRequest) {

    private static final PurposeKey NO_PURPOSE = new PurposeKey("no-purpose");

    /**
     * The stricter of what the client says and what the purpose is for: a marketing purpose makes a marketing message, and so does asking for
     * consent.
     */
    public boolean isMarketing() {
        return messageClass.isMarketing()
                || consentRequest.isPresent()
                || purpose.map(known -> known.messageClass().isMarketing()).orElse(false);
    }

    /**
     * The moment for which is decided: when the message is to be sent, or when the question is answered if that is later. A plan of the past
     * brings nothing back: what has ended when the question is answered has ended.
     */
    Instant at(Instant asked) {
        return sendAt.filter(planned -> planned.isAfter(asked)).orElse(asked);
    }

    /** The same question where the recipient turned out to have no address on the channel. */
    public SendQuestion withoutRecipient() {
        return new SendQuestion(
                false,
                channel,
                purpose,
                purposeNamed,
                messageClass,
                classKnown,
                sendAt,
                content,
                lastSentAt,
                consentRequest);
    }

    /** The purpose by which decisions are looked up; one that nobody can have decided on when none is known. */
    public PurposeKey purposeKey() {
        return purpose.map(Purpose::key).orElse(NO_PURPOSE);
    }
}
