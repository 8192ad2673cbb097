package io.consentry.suppression.feedback;

import java.time.Instant;

/**
 * A subscription of an SNS topic that the tenant may confirm by opening the address; nobody here does. Redacted when printed.
 *
 * @param subscribeUrl as the topic signed it
 */
record PendingConfirmation(String subscribeUrl, Instant receivedAt) {

    @Override
    public String toString() {
        return "PendingConfirmation[redacted]";
    }
}
