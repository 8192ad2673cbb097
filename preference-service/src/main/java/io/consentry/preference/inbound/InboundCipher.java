package io.consentry.preference.inbound;

import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.json.EventJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Encrypts what is stored of settings and messages; one cannot be passed off as another. */
final class InboundCipher {

    private InboundCipher() {}

    static Buffer seal(TenantKeys keys, String purpose, Object content) {
        return Buffer.buffer(
                keys.encrypt(EventJson.write(content).getBytes(StandardCharsets.UTF_8), associatedData(purpose)));
    }

    static <T> T open(TenantKeys keys, String purpose, byte[] sealed, Class<T> type) {
        try {
            byte[] json = keys.decrypt(sealed, associatedData(purpose));
            return EventJson.read(new String(json, StandardCharsets.UTF_8), type);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(purpose + " cannot be decrypted", e);
        }
    }

    private static byte[] associatedData(String purpose) {
        return ("inbound:" + purpose).getBytes(StandardCharsets.UTF_8);
    }
}
