package io.consentry.suppression.feedback;

import io.consentry.suppression.feedback.provider.Credentials;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is set; secrets are never read back.
 *
 * @param sesTopicArn null when SES is not set
 * @param sesConfirmation a subscription of that topic that waits to be confirmed; null when none does
 */
@Schema(name = "FeedbackSettings")
record FeedbackSettingsView(
        SoftBounceRule softBounce,
        boolean sendgrid,
        boolean mailgun,
        boolean postmark,
        boolean ses,
        @Nullable String sesTopicArn,
        @Nullable PendingConfirmation sesConfirmation) {

    static FeedbackSettingsView of(FeedbackSettingsStore.Stored stored, SoftBounceRule standard) {
        FeedbackSettings settings = stored.settings();
        Credentials credentials = settings.credentials();
        Credentials.Topic topic = credentials.ses();
        SoftBounceRule rule = settings.softBounce();
        return new FeedbackSettingsView(
                rule == null ? standard : rule,
                credentials.sendgridKey() != null,
                credentials.mailgunKey() != null,
                credentials.postmark() != null,
                topic != null,
                topic == null ? null : topic.arn(),
                stored.confirmation().orElse(null));
    }
}
