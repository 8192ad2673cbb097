package io.consentry.preference.inbound;

import io.consentry.contract.CaptureMethod;
import io.consentry.contract.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote. Never printed.
 *
 * @param source the hook it came by
 * @param id the provider's; empty when it gave none, and then every delivery is another message
 * @param senders the one who wrote, by each address that the provider tells
 */
record InboundMessage(
        String source,
        Channel channel,
        String id,
        List<Sender> senders,
        @Nullable String to,
        String text,
        CaptureMethod method) {

    @Override
    public String toString() {
        return "InboundMessage[" + source + "]";
    }
}
