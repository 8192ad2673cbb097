package io.consentry.kit.tenant;

import io.consentry.kit.crypto.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The secrets that providers' hooks of a tenant carry until it sets its own. Derived from the tenant's key rather than stored: the
 * services that verify them hold the same key. Never printed.
 */
public record HookSecrets(Whatsapp whatsapp, Twilio twilio, Sms sms, Mail mail) {

    /** Of WhatsApp's Cloud API: the token of its handshake, and the key of its signatures. */
    public record Whatsapp(String verifyToken, String appSecret) {
        @Override
        public String toString() {
            return "Whatsapp[redacted]";
        }
    }

    /** The key of Twilio's signatures. */
    public record Twilio(String authToken) {
        @Override
        public String toString() {
            return "Twilio[redacted]";
        }
    }

    /** The key of the neutral hook's signatures. */
    public record Sms(String secret) {
        @Override
        public String toString() {
            return "Sms[redacted]";
        }
    }

    /** The key of the signatures of mail that is passed on. */
    public record Mail(String secret) {
        @Override
        public String toString() {
            return "Mail[redacted]";
        }
    }

    /** The same secrets whenever and wherever they are derived from these keys. */
    public static HookSecrets of(TenantKeys keys) {
        return new HookSecrets(
                new Whatsapp(derive(keys, "whatsapp.verifyToken"), derive(keys, "whatsapp.appSecret")),
                new Twilio(derive(keys, "twilio.authToken")),
                new Sms(derive(keys, "sms.secret")),
                new Mail(derive(keys, "mail.secret")));
    }

    private static String derive(TenantKeys keys, String name) {
        byte[] mac = keys.mac(("hook-secret:" + name).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    @Override
    public String toString() {
        return "HookSecrets[redacted]";
    }
}
