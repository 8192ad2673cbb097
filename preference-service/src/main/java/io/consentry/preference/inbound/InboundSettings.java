package io.consentry.preference.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.tenant.HookSecrets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's own secrets of its hooks, and its own words. Where it has no secret, that of {@link HookSecrets#of} holds. Never printed.
 *
 * @param stopReplies ids of WhatsApp buttons and rows that stop
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InboundSettings(
        @Nullable String smsSecret,
        @Nullable String mailSecret,
        @Nullable String twilioAuthToken,
        @Nullable String whatsappVerifyToken,
        @Nullable String whatsappAppSecret,
        Set<String> stopWords,
        Set<String> stopReplies) {

    static final InboundSettings NONE = new InboundSettings(null, null, null, null, null, Set.of(), Set.of());

    /** The secrets that hold. */
    HookSecrets secrets(TenantKeys keys) {
        HookSecrets given = HookSecrets.of(keys);
        return new HookSecrets(
                new HookSecrets.Whatsapp(
                        whatsappVerifyToken == null ? given.whatsapp().verifyToken() : whatsappVerifyToken,
                        whatsappAppSecret == null ? given.whatsapp().appSecret() : whatsappAppSecret),
                new HookSecrets.Twilio(twilioAuthToken == null ? given.twilio().authToken() : twilioAuthToken),
                new HookSecrets.Sms(smsSecret == null ? given.sms().secret() : smsSecret),
                new HookSecrets.Mail(mailSecret == null ? given.mail().secret() : mailSecret));
    }

    @Override
    public String toString() {
        return "InboundSettings[redacted]";
    }
}
