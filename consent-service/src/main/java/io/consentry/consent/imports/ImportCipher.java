package io.consentry.consent.imports;

import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** Encrypts what a list holds; no part can be passed off as another's. */
final class ImportCipher {

    private final TenantKeys keys;
    private final UUID importId;

    ImportCipher(TenantKeys keys, UUID importId) {
        this.keys = keys;
        this.importId = importId;
    }

    byte[] encrypt(Object value, String part) {
        return keys.encrypt(EventJson.write(value).getBytes(StandardCharsets.UTF_8), associatedData(part));
    }

    <T> T decrypt(byte[] encrypted, String part, Class<T> type) {
        try {
            return EventJson.read(
                    new String(keys.decrypt(encrypted, associatedData(part)), StandardCharsets.UTF_8), type);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("part " + part + " of import " + importId + " cannot be decrypted", e);
        }
    }

    private byte[] associatedData(String part) {
        return ("import:" + importId + ":" + part).getBytes(StandardCharsets.UTF_8);
    }
}
