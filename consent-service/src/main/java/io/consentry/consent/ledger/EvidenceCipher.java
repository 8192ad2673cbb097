package io.consentry.consent.ledger;

import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** Encrypts the evidence of one event; it cannot be passed off as another event's. */
final class EvidenceCipher {

    private EvidenceCipher() {}

    static byte[] encrypt(TenantKeys keys, UUID eventId, Evidence evidence) {
        return keys.encrypt(EventJson.write(evidence).getBytes(StandardCharsets.UTF_8), associatedData(eventId));
    }

    static Evidence decrypt(TenantKeys keys, UUID eventId, byte[] encrypted) {
        try {
            byte[] json = keys.decrypt(encrypted, associatedData(eventId));
            return EventJson.read(new String(json, StandardCharsets.UTF_8), Evidence.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the evidence of event " + eventId + " cannot be decrypted", e);
        }
    }

    private static byte[] associatedData(UUID eventId) {
        return ("evidence:" + eventId).getBytes(StandardCharsets.UTF_8);
    }
}
