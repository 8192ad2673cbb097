package io.consentry.suppression.feedback.provider;

import io.consentry.suppression.feedback.mail.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of one recipient. Redacted when printed.
 *
 * @param id the provider's; an event that is delivered again has the same
 * @param recipient the address as the provider writes it
 * @param status the enhanced status code of RFC 3463; null for complaints and opt-outs
 */
public record ProviderEvent(
        String id,
        String recipient,
        Verdict verdict,
        @Nullable String status) {

    @Override
    public String toString() {
        return "ProviderEvent[" + verdict + " " + status + "]";
    }
}
