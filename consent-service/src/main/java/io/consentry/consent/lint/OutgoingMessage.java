package io.consentry.consent.lint;

import io.consentry.contract.Channel;
import io.consentry.contract.MessageClass;
import java.util.List;

/**
 * A message as it would go out.
 *
 * @param headers of an e-mail
 * @param senderNames display names of an e-mail's From
 * @param renditions at least one; each must stand for itself, for a reader sees only one
 */
record OutgoingMessage(
        Channel channel,
        MessageClass messageClass,
        List<MessageHeader> headers,
        List<String> senderNames,
        List<Rendition> renditions) {

    OutgoingMessage {
        headers = List.copyOf(headers);
        senderNames = List.copyOf(senderNames);
        renditions = List.copyOf(renditions);
        if (renditions.isEmpty()) {
            throw new IllegalArgumentException("renditions (expected: at least one)");
        }
    }

    @Override
    public String toString() {
        return "OutgoingMessage[" + channel + ", " + messageClass + "]";
    }
}
