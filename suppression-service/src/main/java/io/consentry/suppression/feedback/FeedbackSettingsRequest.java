package io.consentry.suppression.feedback;

import io.consentry.kit.problem.Violations;
import io.consentry.suppression.feedback.provider.Credentials;
import io.consentry.suppression.feedback.provider.Signatures;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Sets all of it; a provider that is left out can deliver nothing. Never printed. */
@Schema(name = "FeedbackSettingsRequest")
record FeedbackSettingsRequest(
        @Nullable SoftBounce softBounce,
        @Nullable Sendgrid sendgrid,
        @Nullable Mailgun mailgun,
        @Nullable Postmark postmark,
        @Nullable Ses ses) {

    private static final int SECRET_LENGTH_MIN = 8;
    private static final int SECRET_LENGTH_MAX = 500;
    private static final int LIMIT_MAX = 1_000;
    private static final int DAYS_MAX = 180;
    private static final int CERTIFICATES_MAX = 5;
    private static final int CERTIFICATE_LENGTH_MAX = 10_000;
    private static final Pattern TOPIC_ARN =
            Pattern.compile("arn:aws[a-z-]{0,20}:sns:[a-z0-9-]{1,30}:\\d{12}:[A-Za-z0-9_-]{1,256}");

    @Schema(
            name = "SoftBounceRule",
            requiredProperties = {"limit", "days"})
    record SoftBounce(
            @Schema(minimum = "1", maximum = "" + LIMIT_MAX) @Nullable
            Integer limit,

            @Schema(minimum = "1", maximum = "" + DAYS_MAX) @Nullable
            Integer days) {}

    @Schema(name = "SendgridFeedback", requiredProperties = "verificationKey")
    record Sendgrid(@Nullable String verificationKey) {}

    @Schema(name = "MailgunFeedback", requiredProperties = "signingKey")
    record Mailgun(
            @Schema(minLength = SECRET_LENGTH_MIN, maxLength = SECRET_LENGTH_MAX) @Nullable
            String signingKey) {

        @Override
        public String toString() {
            return "Mailgun[redacted]";
        }
    }

    @Schema(
            name = "PostmarkFeedback",
            requiredProperties = {"username", "password"})
    record Postmark(
            @Nullable String username,

            @Schema(minLength = SECRET_LENGTH_MIN, maxLength = SECRET_LENGTH_MAX) @Nullable
            String password) {

        @Override
        public String toString() {
            return "Postmark[redacted]";
        }
    }

    @Schema(
            name = "SesFeedback",
            requiredProperties = {"topicArn", "certificates"})
    record Ses(
            @Nullable String topicArn,

            @Schema(
                    description = "PEM certificates that SNS signs with; what a message points to is never fetched",
                    maxItems = CERTIFICATES_MAX)
            @Nullable
            List<@Nullable String> certificates) {}

    /** The settings; refuses them with everything that is wrong. */
    FeedbackSettings parse() {
        Violations violations = new Violations();
        FeedbackSettings settings = new FeedbackSettings(
                new Credentials(sendgridKey(violations), mailgunKey(violations), postmark(violations), ses(violations)),
                softBounce(violations));
        violations.throwIfAny();
        return settings;
    }

    private @Nullable SoftBounceRule softBounce(Violations violations) {
        if (softBounce == null) {
            return null;
        }
        int limit = number("softBounce.limit", softBounce.limit(), LIMIT_MAX, violations);
        int days = number("softBounce.days", softBounce.days(), DAYS_MAX, violations);
        return new SoftBounceRule(limit, days);
    }

    private static int number(String path, @Nullable Integer number, int max, Violations violations) {
        if (violations.require(path, number) && (number == null || number < 1 || number > max)) {
            violations.add(path, "out-of-range", "must be 1 to " + max);
        }
        return number == null ? 0 : number;
    }

    private @Nullable String sendgridKey(Violations violations) {
        if (sendgrid == null) {
            return null;
        }
        String key = sendgrid.verificationKey();
        String path = "sendgrid.verificationKey";
        violations.requireAtMost(path, key, SECRET_LENGTH_MAX);
        violations.read(path, key, Signatures::ellipticKey, true);
        return key;
    }

    private @Nullable String mailgunKey(Violations violations) {
        return mailgun == null ? null : secret("mailgun.signingKey", mailgun.signingKey(), violations);
    }

    private Credentials.@Nullable Login postmark(Violations violations) {
        if (postmark == null) {
            return null;
        }
        String username = postmark.username();
        violations.require("postmark.username", username);
        violations.requireAtMost("postmark.username", username, SECRET_LENGTH_MAX);
        if (username != null && username.contains(":")) {
            violations.add("postmark.username", "shape", "may hold no colon (RFC 7617)");
        }
        return new Credentials.Login(
                text(username), text(secret("postmark.password", postmark.password(), violations)));
    }

    private static @Nullable String secret(String path, @Nullable String secret, Violations violations) {
        if (violations.require(path, secret) && secret != null && secret.length() < SECRET_LENGTH_MIN) {
            violations.add(path, "too-short", "needs at least " + SECRET_LENGTH_MIN + " characters");
        }
        violations.requireAtMost(path, secret, SECRET_LENGTH_MAX);
        return secret;
    }

    private Credentials.@Nullable Topic ses(Violations violations) {
        if (ses == null) {
            return null;
        }
        String arn = ses.topicArn();
        if (violations.require("ses.topicArn", arn)
                && !TOPIC_ARN.matcher(text(arn)).matches()) {
            violations.add("ses.topicArn", "shape", "must be the ARN of an SNS topic");
        }
        List<@Nullable String> pems = ses.certificates() == null ? List.of() : ses.certificates();
        if (pems.isEmpty() || pems.size() > CERTIFICATES_MAX) {
            violations.add("ses.certificates", "count", "must be 1 to " + CERTIFICATES_MAX);
            return null;
        }
        for (int i = 0; i < pems.size(); i++) {
            String path = "ses.certificates[" + i + "]";
            violations.requireAtMost(path, pems.get(i), CERTIFICATE_LENGTH_MAX);
            violations.read(path, pems.get(i), Signatures::certificate, true);
        }
        return new Credentials.Topic(
                text(arn),
                pems.stream().filter(Objects::nonNull).map(String::valueOf).toList());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return "FeedbackSettingsRequest[redacted]";
    }
}
