package io.consentry.consent.check;

import io.consentry.kit.address.IdentifierRequest;
import org.jspecify.annotations.Nullable;

/**
 * One line of a stream.
 *
 * @param ref the caller's own name for the line, at most {@value #REF_LENGTH_MAX} characters; comes back with the result
 */
record StreamedCheck(
        @Nullable String ref,
        @Nullable IdentifierRequest recipient,
        @Nullable String channel,
        @Nullable String purpose,
        @Nullable String messageClass,
        @Nullable String sendAt,
        @Nullable String contentProof,
        @Nullable String lastSentAt,
        @Nullable String consentRequest) {

    static final int REF_LENGTH_MAX = 200;

    /** What a line leaves out is as the address of the stream says. */
    CheckRequest.One with(StreamDefaults defaults) {
        return new CheckRequest.One(
                recipient,
                channel == null ? defaults.channel() : channel,
                purpose == null ? defaults.purpose() : purpose,
                messageClass == null ? defaults.messageClass() : messageClass,
                sendAt == null ? defaults.sendAt() : sendAt,
                contentProof == null ? defaults.contentProof() : contentProof,
                lastSentAt,
                consentRequest);
    }

    @Override
    public String toString() {
        return "StreamedCheck[redacted]";
    }
}
