package io.consentry.preference.cases;

import io.consentry.kit.crypto.TenantKeys;
import io.consentry.kit.json.EventJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked in their own words, encrypted under the tenant's keys and bound to its row. Never printed.
 *
 * @param from the address, masked; null when it cannot be read
 * @param message the tenant's id of the message whose link was used; null when unknown
 * @param locale in which the person read the page, a BCP 47 tag; null for a mail
 * @param text at most {@value #TEXT_LENGTH_MAX} characters; may be empty
 */
record CaseContent(
        @Nullable String from,
        @Nullable String message,
        @Nullable String locale,
        String text) {

    static final int TEXT_LENGTH_MAX = 4_000;

    CaseContent {
        if (text.length() > TEXT_LENGTH_MAX) {
            text = text.substring(0, TEXT_LENGTH_MAX);
        }
    }

    Buffer sealed(TenantKeys keys, UUID caseId) {
        return seal(keys, "case:" + caseId, EventJson.write(this));
    }

    static CaseContent open(TenantKeys keys, UUID caseId, byte[] sealed) {
        return EventJson.read(open(keys, "case:" + caseId, sealed), CaseContent.class);
    }

    /** What the person was told at the end. */
    static Buffer sealedNote(TenantKeys keys, UUID caseId, String note) {
        return seal(keys, "case-note:" + caseId, note);
    }

    static String openNote(TenantKeys keys, UUID caseId, byte[] sealed) {
        return open(keys, "case-note:" + caseId, sealed);
    }

    private static Buffer seal(TenantKeys keys, String purpose, String text) {
        return Buffer.buffer(
                keys.encrypt(text.getBytes(StandardCharsets.UTF_8), purpose.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String open(TenantKeys keys, String purpose, byte[] sealed) {
        try {
            return new String(
                    keys.decrypt(sealed, purpose.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(purpose + " cannot be decrypted", e);
        }
    }

    @Override
    public String toString() {
        return "CaseContent[redacted]";
    }
}
