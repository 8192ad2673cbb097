package io.consentry.suppression.feedback.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what a tenant's providers prove who they are; null for those that it does not use. Never printed.
 *
 * @param sendgridKey the public key of SendGrid's event webhook, base64 of its X.509 form
 * @param mailgunKey the signing key of Mailgun's webhooks
 * @param postmark what Postmark sends as basic credentials
 * @param ses the SNS topic of SES
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credentials(
        @Nullable String sendgridKey,
        @Nullable String mailgunKey,
        @Nullable Login postmark,
        @Nullable Topic ses) {

    public static final Credentials NONE = new Credentials(null, null, null, null);

    /** Basic credentials (RFC 7617). */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return "Login[redacted]";
        }
    }

    /**
     * A topic, and the certificates that sign for it. Anybody may have SNS sign messages, so the signature alone proves nothing.
     *
     * @param arn such as {@code arn:aws:sns:eu-west-1:123456789012:bounces}
     * @param certificates PEM
     */
    public record Topic(String arn, List<String> certificates) {
        public Topic {
            certificates = List.copyOf(certificates);
        }
    }

    @Override
    public String toString() {
        return "Credentials[redacted]";
    }
}
