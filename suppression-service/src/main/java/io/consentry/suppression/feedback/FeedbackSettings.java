package io.consentry.suppression.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.suppression.feedback.provider.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant set. Never printed.
 *
 * @param softBounce null for the platform's own rule
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FeedbackSettings(Credentials credentials, @Nullable SoftBounceRule softBounce) {

    static final FeedbackSettings NONE = new FeedbackSettings(Credentials.NONE, null);

    @Override
    public String toString() {
        return "FeedbackSettings[redacted]";
    }
}
