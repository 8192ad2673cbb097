package io.consentry.consent.tenant;

import io.consentry.kit.crypto.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The secrets that providers' hooks of a tenant carry. Derived from the tenant's key rather than stored: the services that verify
 * them hold the same key.
 */
record HookSecrets(Whatsapp whatsapp, Twilio twilio) {

    record Whatsapp(String verifyToken, String appSecret) {}

    record Twilio(String authToken) {}

    static HookSecrets of(TenantKeys keys) {
        return new HookSecrets(
                new Whatsapp(derive(keys, "whatsapp.verifyToken"), derive(keys, "whatsapp.appSecret")),
                new Twilio(derive(keys, "twilio.authToken")));
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
