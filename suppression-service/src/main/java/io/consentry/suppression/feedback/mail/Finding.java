package io.consentry.suppression.feedback.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a mail says of one recipient. Redacted when printed.
 *
 * @param recipient the address as the report writes it; null when it names nobody, and then only a link in the returned message can
 * @param status the enhanced status code of RFC 3463, given or told by the words; null for complaints and opt-outs
 */
public record Finding(
        @Nullable String recipient,
        Verdict verdict,
        @Nullable String status) {

    @Override
    public String toString() {
        return "Finding[" + verdict + " " + status + "]";
    }
}
