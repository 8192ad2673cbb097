package io.consentry.preference.inbound;

import io.consentry.kit.problem.Violations;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All settings of the hooks: where a secret is left out, the one answered when the tenant was created holds. Never printed. */
@Schema(name = "InboundSettingsRequest")
record InboundSettingsRequest(
        @Nullable Sms sms,
        @Nullable Mail mail,
        @Nullable Twilio twilio,
        @Nullable Whatsapp whatsapp,

        @Schema(description = "Words that stop, beside the usual ones of all languages", maxItems = WORDS_MAX) @Nullable
        List<@Nullable String> stopWords) {

    private static final int WORDS_MAX = 100;
    private static final int WORD_LENGTH_MAX = 256;
    private static final int SECRET_LENGTH_MIN = 16;
    private static final int SECRET_LENGTH_MAX = 200;

    @Schema(name = "SmsHook", requiredProperties = "secret")
    record Sms(
            @Schema(minLength = SECRET_LENGTH_MIN, maxLength = SECRET_LENGTH_MAX) @Nullable
            String secret) {

        @Override
        public String toString() {
            return "Sms[redacted]";
        }
    }

    @Schema(name = "MailHook", requiredProperties = "secret")
    record Mail(
            @Schema(minLength = SECRET_LENGTH_MIN, maxLength = SECRET_LENGTH_MAX) @Nullable
            String secret) {

        @Override
        public String toString() {
            return "Mail[redacted]";
        }
    }

    @Schema(name = "TwilioHook", requiredProperties = "authToken")
    record Twilio(
            @Schema(minLength = SECRET_LENGTH_MIN, maxLength = SECRET_LENGTH_MAX) @Nullable
            String authToken) {

        @Override
        public String toString() {
            return "Twilio[redacted]";
        }
    }

    @Schema(
            name = "WhatsappHook",
            requiredProperties = {"verifyToken", "appSecret"})
    record Whatsapp(
            @Schema(minLength = SECRET_LENGTH_MIN, maxLength = SECRET_LENGTH_MAX) @Nullable
            String verifyToken,

            @Schema(minLength = SECRET_LENGTH_MIN, maxLength = SECRET_LENGTH_MAX) @Nullable
            String appSecret,

            @Schema(description = "Ids and payloads of buttons that stop", maxItems = WORDS_MAX) @Nullable
            List<@Nullable String> stopReplies) {

        @Override
        public String toString() {
            return "Whatsapp[redacted]";
        }
    }

    /** The settings; refuses them with everything that is wrong. */
    InboundSettings parse() {
        Violations violations = new Violations();
        String smsSecret = sms == null ? null : secret("sms.secret", sms.secret(), violations);
        String mailSecret = mail == null ? null : secret("mail.secret", mail.secret(), violations);
        String authToken = twilio == null ? null : secret("twilio.authToken", twilio.authToken(), violations);
        String verifyToken =
                whatsapp == null ? null : secret("whatsapp.verifyToken", whatsapp.verifyToken(), violations);
        String appSecret = whatsapp == null ? null : secret("whatsapp.appSecret", whatsapp.appSecret(), violations);
        Set<String> words = words("stopWords", stopWords, violations);
        Set<String> replies =
                words("whatsapp.stopReplies", whatsapp == null ? null : whatsapp.stopReplies(), violations);
        violations.throwIfAny();
        return new InboundSettings(smsSecret, mailSecret, authToken, verifyToken, appSecret, words, replies);
    }

    private static @Nullable String secret(String path, @Nullable String secret, Violations violations) {
        if (violations.require(path, secret) && secret != null && secret.length() < SECRET_LENGTH_MIN) {
            violations.add(path, "too-short", "needs at least " + SECRET_LENGTH_MIN + " characters");
        }
        violations.requireAtMost(path, secret, SECRET_LENGTH_MAX);
        return secret;
    }

    private static Set<String> words(String path, @Nullable List<@Nullable String> words, Violations violations) {
        if (words == null) {
            return Set.of();
        }
        if (words.size() > WORDS_MAX) {
            violations.add(path, "too-many", "may have at most " + WORDS_MAX + " entries");
            return Set.of();
        }
        for (int i = 0; i < words.size(); i++) {
            violations.require(path + "[" + i + "]", words.get(i));
            violations.requireAtMost(path + "[" + i + "]", words.get(i), WORD_LENGTH_MAX);
        }
        return words.stream().filter(word -> word != null).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "InboundSettingsRequest[redacted]";
    }
}
