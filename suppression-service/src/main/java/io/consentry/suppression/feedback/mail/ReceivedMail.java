package io.consentry.suppression.feedback.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail taken apart. Redacted when printed.
 *
 * @param headers of the mail itself
 * @param notice its words for people, without the message it returns
 * @param deliveryStatus the fields of a delivery report, a block each (RFC 3464 section 2.1)
 * @param feedback the fields of a complaint (RFC 5965 section 3); null when it has none
 * @param returned the headers of the message it returns
 * @param returnedText that message's words
 */
record ReceivedMail(
        Headers headers,
        String notice,
        List<Headers> deliveryStatus,
        @Nullable Headers feedback,
        Headers returned,
        String returnedText) {

    @Override
    public String toString() {
        return "ReceivedMail[redacted]";
    }
}
